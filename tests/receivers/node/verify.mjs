// Verifies what stands on standard input, a message a line, and says of each "taken" or why not.
// `v1` by the official library, `v1a` by Node's own crypto.
import { createPublicKey, verify } from "node:crypto";
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";

const DER = Buffer.from("302a300506032b6570032100", "hex");

function ed25519({ secret, headers, body }) {
  const raw = Buffer.from(secret.slice("whpk_".length), "base64");
  const key = createPublicKey({ key: Buffer.concat([DER, raw]), format: "der", type: "spki" });
  const signed = Buffer.concat([Buffer.from(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.`), body]);
  const found = headers["webhook-signature"].split(" ").filter((one) => one.startsWith("v1a,"));
  if (!found.some((one) => verify(null, signed, key, Buffer.from(one.slice(4), "base64"))))
    throw new Error("no matching signature");
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  message.body = Buffer.from(message.body, "base64");
  let said = "taken";
  try {
    if (message.secret.startsWith("whpk_")) ed25519(message);
    else new Webhook(message.secret).verify(message.body, message.headers);
  } catch (error) {
    said = String(error.message || error);
  }
  console.log(JSON.stringify(said));
}
