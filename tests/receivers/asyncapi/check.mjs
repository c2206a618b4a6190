// Says what AsyncAPI's own parser finds wrong with the document on its standard input.
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";

const { document, diagnostics } = await new Parser().parse(readFileSync(0, "utf8"));
const wrong = diagnostics
  .filter(({ severity }) => severity <= 1)
  .map(({ code, message, path }) => `${code} at ${path.join(".")}: ${message}`);
const messages = document ? document.allMessages().all().map((message) => message.name()) : [];
console.log(JSON.stringify({ wrong, messages }));
