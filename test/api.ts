import { existsSync, readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { eq } from "drizzle-orm";
import { api } from "@/app/api/v2/app";
import { db } from "@/db/client";
import { sessions } from "@/db/schema";
import { writeKey } from "@/lib/sessions/key";
import type { User } from "@/lib/users/user";
import { aSession } from "./people";

/**
 * Calls of the HTTP API, through all of it but the network. Each answer is held against our own document, which has to tell
 * of every status and every field, and against the public contract where that file is there.
 */

type Asked = { token?: string; cookie?: string; headers?: Record<string, string>; body?: unknown; raw?: BodyInit };

export type Answered = { status: number; body: Json; text: string; headers: Headers };

// biome-ignore lint/suspicious/noExplicitAny: what came over the wire, to be looked into by tests.
type Json = any;

export async function call(method: string, path: string, asked: Asked = {}): Promise<Answered> {
  const { token, cookie, body, raw } = asked;
  const headers = new Headers(asked.headers);
  if (token) headers.set("coder-session-token", token);
  if (cookie) headers.set("cookie", cookie);
  if (body !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await api.fetch(
    new Request(`http://roster.test/api/v2${path}`, { method, headers, ...(sent !== undefined && { body: sent }) }),
  );
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  const answered = {
    status: response.status,
    text,
    headers: response.headers,
    body: isJson && text ? JSON.parse(text) : null,
  };
  requireAsTold(method, path, answered);
  return answered;
}

/** A token of the user's. */
export async function tokenOf(user: User, wish: { scope?: "all" | "read"; expired?: boolean } = {}): Promise<string> {
  const key = await aSession(user);
  const { scope = "all", expired } = wish;
  const end = expired ? { expiresAt: new Date(Date.now() - 1000) } : {};
  await db()
    .update(sessions)
    .set({ kind: "token", name: `t-${key.sessionId}`, scope, ...end })
    .where(eq(sessions.id, key.sessionId));
  return writeKey(key);
}

/** Where the contract is narrower than itself (a status may be dormant) or than we are on purpose (a scope may be `read`). */
function widened(document: Document): Document {
  const copy = structuredClone(document);
  const { "codersdk.User": user, "codersdk.ReducedUser": reduced, "codersdk.APIKey": key } = copy.definitions ?? {};
  for (const shape of [user, reduced]) delete shape.properties.status.enum;
  key.properties.scope = { type: "string", enum: ["all", "application_connect", "read"] };
  return copy;
}

type Document = { definitions?: Json; paths: Record<string, Record<string, { responses: Record<string, Json> }>> };

export const ownDocument: Document = await (
  await api.fetch(new Request("http://roster.test/api/v2/openapi.json"))
).json();

const contractFile = new URL("../../shared/contract/users-api.swagger.json", import.meta.url);
/** The public contract, where it is there; its paths stand below `/api/v2`. */
export const contract: Document | null = existsSync(contractFile)
  ? JSON.parse(readFileSync(contractFile, "utf8"))
  : null;

/** `get /users/{user} 200`, for every answer there was. */
export const seen = new Set<string>();

const own = new Ajv2020({ strict: false, allErrors: true }).addVocabulary(["example"]);
addFormats.default(own);
own.addSchema(ownDocument, "own");
const theirs = new Ajv({ strict: false, allErrors: true });
addFormats.default(theirs);
theirs.addFormat("email", (text: string) => text === "" || text.includes("@")); // A service account may have none.
if (contract) theirs.addSchema(widened(contract), "contract");

function requireAsTold(method: string, path: string, answered: Answered): void {
  const pattern = patternOf(path.split("?")[0] ?? path);
  if (!pattern) return;
  const told = ownDocument.paths[`/api/v2${pattern}`]?.[method.toLowerCase()];
  if (!told) return;
  const response = told.responses[answered.status];
  if (!response) {
    if (answered.status === 304) return;
    throw new Error(
      `${method} ${path} answered ${answered.status}, of which the document tells nothing: ${answered.text}`,
    );
  }
  seen.add(`${method.toLowerCase()} ${pattern} ${answered.status}`);
  const type = answered.headers.get("content-type") ?? "";
  if (response.content && !("application/json" in response.content)) {
    if (!Object.keys(response.content).includes(type)) throw new Error(`${method} ${path} answered ${type}.`);
    return;
  }
  requireValid(own, "own", [`/api/v2${pattern}`, method, answered.status, response.content], method, path, answered);
  const agreed = contract?.paths[pattern]?.[method.toLowerCase()]?.responses[answered.status];
  if (agreed?.schema) {
    requireValid(theirs, "contract", [pattern, method, answered.status, agreed.schema], method, path, answered);
  }
}

const validators = new Map<string, ValidateFunction>();

function requireValid(
  ajv: Ajv | Ajv2020,
  document: string,
  [pattern, verb, status, schema]: [string, string, number, unknown],
  method: string,
  path: string,
  { body, text }: Answered,
): void {
  if (!schema) {
    if (text !== "") throw new Error(`${method} ${path} ${status} has a body, which it should not: ${text}`);
    return;
  }
  const inside = document === "own" ? "content/application~1json/schema" : "schema";
  const place = `#/paths/${pattern.replaceAll("/", "~1")}/${verb.toLowerCase()}/responses/${status}/${inside}`;
  const validate = validators.get(document + place) ?? ajv.compile({ $ref: document + encodeURI(place) });
  validators.set(document + place, validate);
  if (validate(body)) return;
  throw new Error(
    `${method} ${path} ${status} is not as ${document} tells: ${ajv.errorsText(validate.errors)}\n${text}`,
  );
}

const patterns = Object.keys(ownDocument.paths)
  .map((path) => path.replace("/api/v2", ""))
  .sort((a, b) => a.split("{").length - b.split("{").length);

function patternOf(path: string): string | undefined {
  return patterns.find((pattern) => new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path));
}
