import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";
import type { Config } from "@/lib/config";
import { isPlainHost } from "./own-hosts";

/**
 * Writes on a request what only the server knows, under names that a client cannot use: the caller's address, whether that
 * is this machine itself with no proxy between, a request id, and the path, for pages that send somebody away and back. Forwarded headers count only behind a proxy of ours.
 */
export function markRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { trustProxy }: Pick<Config, "trustProxy">,
): void {
  const { headers } = request;
  takeHostFromAddress(request);
  const id = (trustProxy && wellFormed(headers["x-request-id"])) || randomUUID();
  const address = (trustProxy && lastForwarded(headers["x-forwarded-for"])) || plain(request.socket.remoteAddress);

  const local =
    !trustProxy &&
    isLoopback(request.socket.remoteAddress) &&
    !Object.keys(headers).some(isForwarding) &&
    // A browser on this machine may be made to ask for another site, whose name then leads here.
    isPlainHost(headers.host);

  for (const name of Object.keys(headers)) {
    if (name.startsWith("x-roster-") || (!trustProxy && isForwarding(name))) {
      delete headers[name];
    }
  }
  headers["x-roster-address"] = address;
  if (local) headers["x-roster-local"] = "1";
  headers["x-roster-path"] = pathOf(request.url ?? "/");
  headers["x-request-id"] = id;
  response.setHeader("x-request-id", id);
  // nginx and those like it hold an answer back otherwise, or keep a long export on their own disk.
  if (trustProxy) response.setHeader("x-accel-buffering", "no");
}

/** What a proxy adds, or says of whom it speaks for. */
const isForwarding = (name: string) =>
  name.startsWith("x-forwarded-") || ["forwarded", "via", "x-real-ip", "cf-connecting-ip"].includes(name);

const isLoopback = (address = "") => address === "::1" || plain(address).startsWith("127.");

/** An address may come with its host before it, as proxies are asked; that host counts then. RFC 9112, 3.2.2. */
function takeHostFromAddress(request: IncomingMessage): void {
  const [before, host] = /^https?:\/\/([^/?#]*)/i.exec(request.url ?? "") ?? [];
  if (before === undefined) return;
  request.headers.host = host;
  request.url = request.url?.slice(before.length).replace(/^(?!\/)/, "/");
}

/** The path and query without what the page framework adds for itself. Pages ask for it, and the API does not. */
function pathOf(url: string): string {
  const at = url.indexOf("?");
  if (at < 0 || url.startsWith("/api/")) return url;
  const path = url.slice(0, at);
  const parameters = new URLSearchParams(url.slice(at));
  parameters.delete("_rsc");
  return parameters.size > 0 ? `${path}?${parameters}` : path;
}

const wellFormed = (id: string | string[] | undefined) =>
  typeof id === "string" && /^[\w.:-]{1,128}$/.test(id) ? id : null;

/** The hop that our own proxy saw: it adds to the end of the list. */
function lastForwarded(list: string | string[] | undefined): string | null {
  const last = [list].flat().join(",").split(",").at(-1)?.trim() ?? "";
  // Some add the port, which is another one at every connection.
  const address = /^\[(.*)\](:\d+)?$/.exec(last)?.[1] ?? last.replace(/^([\d.]+):\d+$/, "$1");
  return isIP(address) > 0 ? plain(address) : null;
}

/** An IPv4 address that came over an IPv6 socket, as people know it. */
const plain = (address = "") => address.replace(/^::ffff:(?=\d+\.)/, "");
