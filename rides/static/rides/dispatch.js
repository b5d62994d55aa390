// Lets riders be dragged into a run, or out of one: dropping sends the same forms as the buttons do.
const LEG = "[data-leg]", TARGET = "[data-drop]:not([data-drop=''])";
let dragged = null;

function send(action, fields) {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action });
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const [name, value] of Object.entries({ csrfmiddlewaretoken: token, ...fields })) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
}

for (const leg of document.querySelectorAll(LEG)) leg.draggable = true;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(LEG) ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", ""); // without data Firefox drags nothing
  dragged.classList.add("dragged");
});
document.addEventListener("dragend", () => {
  dragged?.classList.remove("dragged");
  document.querySelectorAll(".drop-here").forEach((each) => each.classList.remove("drop-here"));
  dragged = null;
});
for (const target of document.querySelectorAll(TARGET)) {
  const fits = () => dragged && !target.contains(dragged);
  target.addEventListener("dragover", (event) => {
    if (!fits()) return;
    event.preventDefault();
    target.classList.add("drop-here");
  });
  target.addEventListener("dragleave", () => target.classList.remove("drop-here"));
  target.addEventListener("drop", (event) => {
    if (!fits()) return;
    event.preventDefault();
    const seen = dragged.dataset.seen;
    if (target.dataset.drop === "out") {
      if (dragged.dataset.out) send(dragged.dataset.out, { seen });
    } else send(dragged.dataset.into, { driver: target.dataset.drop, seen });
  });
}
// A plan takes some seconds: the button says so and is not pressed twice.
for (const form of document.querySelectorAll("form[data-slow]")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button");
    button.textContent = form.dataset.slow;
    button.disabled = true;
  });
}
