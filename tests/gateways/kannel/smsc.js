// An SMPP centre as a carrier runs one, on the npm package "smpp": takes texts, refuses some, sends receipts and
// texts when the test says so. Its second port is the test's: GET /submits, POST /receipt, /incoming, /reset.
const http = require("http");
const smpp = require("smpp");

const [centrePort, deskPort, user, password] = process.argv.slice(2);
const state = { submits: [], sessions: new Set(), throttled: 0, next: 0, open: true };

function bind(session, pdu) {
  if (!state.open || pdu.system_id !== user || pdu.password !== password) {
    session.send(pdu.response({ command_status: smpp.ESME_RBINDFAIL }));
    session.close();
    return;
  }
  session.send(pdu.response({ system_id: "centre" }));
  state.sessions.add(session);
}

function refusal(to) {
  if (to.endsWith("999")) return smpp.ESME_RINVDSTADR;
  if (to.endsWith("888")) return smpp.ESME_RSUBMITFAIL;
  if (to.endsWith("429") && state.throttled++ === 0) return smpp.ESME_RTHROTTLED;
  return 0;
}

function take(session, pdu) {
  const status = refusal(pdu.destination_addr);
  const id = status ? "" : String(++state.next);
  const { message, udh } = pdu.short_message;
  state.submits.push({
    id,
    from: pdu.source_addr,
    to: pdu.destination_addr,
    body: String(message ?? ""),
    part: udh ? [...Buffer.from(udh[0])].slice(-3) : null,
    coding: pdu.data_coding,
    validUntil: pdu.validity_period || null,
  });
  session.send(pdu.response(status ? { command_status: status } : { message_id: id }));
}

function toKannel(pdu) {
  for (const session of state.sessions) return session.deliver_sm(pdu);
}

function receipt({ id, stat, err }) {
  const text = state.submits.find((one) => one.id === id);
  toKannel({
    source_addr: text.to,
    destination_addr: text.from,
    esm_class: 4,
    short_message: `id:${id} sub:001 dlvrd:001 submit date:2611221200 done date:2611221201 stat:${stat} err:${err} text:${text.body.slice(0, 20)}`,
  });
}

function incoming({ from, to, hex, coding, parts }) {
  const reference = ++state.next % 256;
  parts = parts ?? [hex];
  parts.forEach((part, at) => {
    const message = Buffer.from(part, "hex");
    const udh = Buffer.from([5, 0, 3, reference, parts.length, at + 1]);
    toKannel({
      source_addr: from,
      source_addr_ton: 1,
      source_addr_npi: 1,
      destination_addr: to,
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      data_coding: coding,
      esm_class: parts.length > 1 ? 0x40 : 0,
      short_message: parts.length > 1 ? { udh, message } : { message },
    });
  });
}

const acts = {
  "/submits": () => state.submits,
  "/bound": () => state.sessions.size,
  "/receipt": receipt,
  "/incoming": incoming,
  "/close": () => {
    state.open = false;
    state.sessions.forEach((session) => session.destroy());
  },
  "/open": () => void (state.open = true),
  "/reset": () => {
    state.submits = [];
    state.throttled = 0;
  },
};

const centre = smpp.createServer({}, (session) => {
  session.on("error", () => {});
  session.on("close", () => state.sessions.delete(session));
  session.on("bind_transceiver", (pdu) => bind(session, pdu));
  session.on("enquire_link", (pdu) => session.send(pdu.response()));
  session.on("submit_sm", (pdu) => take(session, pdu));
  session.on("unbind", (pdu) => {
    session.send(pdu.response());
    session.close();
  });
});

const desk = http.createServer((request, answer) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    const said = acts[request.url](body ? JSON.parse(body) : undefined);
    answer.end(JSON.stringify(said ?? null));
  });
});

centre.listen(Number(centrePort), "127.0.0.1", () => desk.listen(Number(deskPort), "127.0.0.1"));
