import { randomUUID } from "node:crypto";
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { always } from "./guard-answer";
import { log } from "./log";
import { countRequest } from "./metrics";

const statuses: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Answers what is no HTTP at all, or HTTP that two servers could read as different requests, and hangs up: nothing that
 * follows on the connection is taken for a request.
 *
 * @param running the answers that are not out yet: one that has begun on this connection is not spoken into
 */
export function refuseUnreadable(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  { running }: { running: Set<ServerResponse> },
): void {
  const begun = [...running].some((response) => (response.socket as Duplex | null) === socket && response.headersSent);
  if (error.code === "ECONNRESET" || !socket.writable || begun) return void socket.destroy();
  const id = randomUUID();
  const status = statuses[error.code ?? ""] ?? 400;
  const headers = [...always, ["cache-control", "no-store"], ["x-request-id", id], ["content-length", "0"]];
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  socket.end(`${lines.join("\r\n")}\r\nconnection: close\r\n\r\n`, () => socket.destroy());
  const told = { method: "none", route: "unreadable", status };
  countRequest({ ...told, seconds: 0 });
  log().info({ id, actor: null, ...told, why: error.code });
}
