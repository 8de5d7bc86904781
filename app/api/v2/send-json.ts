import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { Env } from "./env";

/** What every answer tells of itself: nobody keeps it, or takes it for something else than it is. */
export const unkept = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/**
 * Answers with JSON. Under our own server it goes straight to the wire: as a `Response` it would be made into a stream and read out
 * of it again, which takes longer than the rest of a small answer.
 */
export function sendJson(
  c: Context<Env>,
  value: unknown,
  headers: Record<string, string> = unkept,
  status: 200 | 201 = 200,
): Response {
  const { outgoing } = c.env ?? {};
  if (!outgoing) return c.json(value as object, status, headers);
  const text = JSON.stringify(value);
  const length = String(Buffer.byteLength(text));
  outgoing.writeHead(status, { "content-type": "application/json", "content-length": length, ...headers });
  outgoing.end(text);
  return RESPONSE_ALREADY_SENT;
}
