// A receiver of an agency, in Node's standard library alone: verifies what comes, and keeps it.
//
// Told on standard input: the secret, a line. Tells on standard output: its port, a line.
// Its ledger is the file in LEDGER: a line for each message that is new, written before it answers.
import { createHmac, timingSafeEqual } from "node:crypto";
import { appendFileSync } from "node:fs";
import { createServer } from "node:http";
import { createInterface } from "node:readline";

const TOLERANCE = 300; // seconds, of the timestamp
const known = new Set();
let secret;

function signed(headers, body) {
  const { "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": signatures } = headers;
  if (!id || !signatures || Math.abs(Date.now() / 1000 - Number(seconds)) > TOLERANCE) return false;
  const mine = createHmac("sha256", secret).update(`${id}.${seconds}.`).update(body).digest();
  return signatures.split(" ").some((one) => {
    const [version, text] = one.split(",");
    const theirs = Buffer.from(text, "base64");
    return version === "v1" && theirs.length === mine.length && timingSafeEqual(theirs, mine);
  });
}

function take(headers, body) {
  if (!signed(headers, body)) return [401, ""];
  const event = JSON.parse(body);
  if (event.type === "laurel.subscription.challenge.v1") return [200, event.data.challenge];
  if (event.id !== headers["webhook-id"]) return [400, ""];
  if (!known.has(event.id)) {
    appendFileSync(process.env.LEDGER, JSON.stringify(event) + "\n");
    known.add(event.id);
  }
  return [204, undefined];
}

const server = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const [status, said] = take(request.headers, Buffer.concat(parts));
    response.writeHead(status).end(said);
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
for await (const line of createInterface({ input: process.stdin }))
  secret = Buffer.from(line.replace("whsec_", ""), "base64");
