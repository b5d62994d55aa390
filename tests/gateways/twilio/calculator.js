// Twilio's own calculator: reads one text a line, as JSON, and writes its alphabet and how many parts it takes.
"use strict";

const { SegmentedMessage } = require(process.argv[2]);
const lines = require("node:readline").createInterface({ input: process.stdin });

lines.on("line", (line) => {
  const message = new SegmentedMessage(JSON.parse(line));
  process.stdout.write(JSON.stringify([message.encodingName, message.segmentsCount]) + "\n");
});
