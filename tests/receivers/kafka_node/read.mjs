// Reads what stands on standard input, a message a line, by `cloudevents`: the event, or why not.
import { createInterface } from "node:readline";
import { HTTP, Kafka } from "cloudevents";

for await (const line of createInterface({ input: process.stdin })) {
  const { over, buffers, headers, body } = JSON.parse(line);
  const told = buffers ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Buffer.from(value)])) : headers;
  let said;
  try {
    said = over === "kafka" ? Kafka.toEvent({ headers: told, value: body }) : HTTP.toEvent({ headers: told, body });
  } catch (error) {
    said = String(error.message);
  }
  console.log(JSON.stringify(said));
}
