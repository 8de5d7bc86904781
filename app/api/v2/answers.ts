import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type Problem, problems } from "@/lib/problems";
import type { Env } from "./env";
import { unkept } from "./send-json";

/** What a refusal is answered with. `fields` says how the operation's fields are called here. */
export function answerProblem(c: Context<Env>, problem: Problem, fields: Record<string, string> = {}): Response {
  const { status } = problems[problem.code];
  const { "": whole, ...named } = problem.fields ?? {};
  const validations = Object.entries(named).map(([field, detail]) => ({
    field: field.startsWith("=") ? field.slice(1) : (fields[field] ?? inSnake(field)),
    detail,
  }));
  // Whoever said which version they saw is told in the terms of that.
  // What was not read of the body would be taken for the next request.
  if (problem.code === "too_large") c.header("connection", "close");
  const lost = problem.code === "changed_meanwhile" && c.req.header("if-match") !== undefined;
  if (problem.retryAfterSeconds) c.header("retry-after", String(problem.retryAfterSeconds));
  if (status === 401) c.header("www-authenticate", 'Bearer realm="Roster"');
  return answerError(c, lost ? 412 : status, {
    message: whole ?? problem.message,
    code: problem.code,
    ...(validations.length > 0 && { validations }),
  });
}

type ErrorBody = { message: string; code: string; validations?: { field: string; detail: string }[] };

export function answerError(c: Context<Env>, status: number, body: ErrorBody): Response {
  return c.json(body, status as ContentfulStatusCode, unkept);
}

/** `mustChangePassword` as the wire has it, `must_change_password`. */
const inSnake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
