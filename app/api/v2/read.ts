import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type ProblemCode, Refusal, refuse } from "@/lib/problems";
import type { Env } from "./env";

/** Reads what came with a request by the schemas of its route. What is wrong is told in a sentence, and never repeated. */

/** In bytes. The largest that makes sense, a group's change with 2,000 names, is far below. */
export const maxBodyBytes = 1_000_000;

/**
 * The query of the address. A key that comes twice, or that there is none of, is told: a misspelt `limit` would mean all.
 *
 * @refuses `invalid`
 */
export function readQuery<S extends z.ZodObject>(c: Context<Env>, schema: S | undefined): z.output<S> {
  const raw: Record<string, unknown> = Object.create(null);
  for (const [name, values] of Object.entries(c.req.queries())) {
    if (values.length > 1) invalid("It may come once only.", name);
    raw[name] = values[0];
  }
  return readBy(schema, raw, "parameter");
}

/**
 * The JSON of a body that has come.
 *
 * @refuses `invalid`, `not_json`
 */
export function readBody<S extends z.ZodObject>(
  c: Context<Env>,
  bytes: Uint8Array,
  schema: S | undefined,
  optional: boolean,
): z.output<S> {
  if (!schema) return {} as z.output<S>;
  const text = textOf(bytes);
  if (text === "" && optional) return readBy(schema, {}, "field");
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(c.req.header("content-type") ?? "")) {
    refuse("not_json", "Send JSON, and say so: Content-Type: application/json.");
  }
  return readBy(schema, parse(text), "field");
}

/**
 * All of the body. It is waited for before anybody is asked who sends it: who they are must be true when it is acted upon, not
 * when a request began that somebody drags out.
 *
 * @refuses `too_large`
 */
export async function receiveBody(c: Context<Env>): Promise<Uint8Array> {
  const tooLarge = () => refuse("too_large", "The body is too large: it may have 1 MB.");
  const told = c.req.header("content-length");
  if (Number(told ?? 0) > maxBodyBytes) tooLarge();
  // Our own server takes no more than was told. As a stream of the web's kind a small body costs more than all the rest of its request.
  if (told !== undefined && c.env?.incoming) return new Uint8Array(await c.req.raw.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return invalid("The body is no UTF-8.");
  }
}

function parse(text: string): unknown {
  if (text === "") invalid("The body is missing. Send a JSON object.");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    invalid("The body is no JSON. Look for a missing quote, comma or bracket.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) invalid("The body must be a JSON object.");
  return value;
}

function readBy<S extends z.ZodObject>(schema: S | undefined, raw: unknown, what: "field" | "parameter"): z.output<S> {
  if (!schema) {
    const [extra] = Object.keys(raw as object);
    if (extra !== undefined) invalid(unknown(what, shown(extra)), extra);
    return {} as z.output<S>;
  }
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = Object.create(null);
  for (const issue of parsed.error.issues) {
    const path = issue.path.map(String);
    const names = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
    for (const name of names.map((parts) => shown(parts.join(".")))) fields[name] ??= sentence(issue, what, name);
  }
  const [[name, why] = ["", "This cannot be read."]] = Object.entries(fields);
  // Whoever reads the sentence alone has to know what it is about.
  const message = why.startsWith("It ") ? `${name}: ${why}` : why;
  throw new Refusal({ code: "invalid", message, fields: Object.fromEntries(onTheWire(fields)) });
}

/** Names that stand for themselves already: an operation's fields are turned into those of the wire, these are not. */
const onTheWire = (fields: Record<string, string>) =>
  Object.entries(fields).map(([name, why]) => [name && `=${name}`, why]);

const unknown = (what: string, name: string) => `There is no ${what} ${name} here.`;

function sentence(issue: z.core.$ZodIssue, what: string, name: string): string {
  if (issue.code === "unrecognized_keys") return unknown(what, name);
  if (issue.code === "invalid_type") {
    return issue.input === undefined && issue.message.endsWith("undefined")
      ? "It is missing."
      : `It must be ${kinds[issue.expected] ?? `a ${issue.expected}`}.`;
  }
  if (issue.code === "too_big" && issue.message.startsWith("Too big")) return "It is too long.";
  if (issue.code === "invalid_value" && issue.message.startsWith("Invalid option")) {
    return `It must be one of ${issue.values.filter(Boolean).join(", ")}.`;
  }
  return issue.message;
}

const kinds: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** A name that a client chose, as an answer may hold it. */
const shown = (name: string) => name.replace(/[^\w.-]/g, "?").slice(0, 60);

function invalid(message: string, field?: string): never {
  const code: ProblemCode = "invalid";
  throw new Refusal({ code, message, ...(field !== undefined && { fields: { [`=${shown(field)}`]: message } }) });
}
