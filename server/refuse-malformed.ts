import type { IncomingMessage, ServerResponse } from "node:http";
import { foreignName } from "@/app/foreign-name";
import { isSameOrigin } from "@/app/same-origin";
import { keyTextIn, readKey } from "@/lib/sessions/key";
import { isForApi } from "./for-api";
import { isOwnHost, type Listening } from "./own-hosts";
import { pageOf } from "./page-of";

/** In bytes; what the page framework takes as well. */
const maxActionBytes = 1_000_000;

/**
 * Refuses what no honest client sends, and what the page framework answers with a 500: an address or a host that cannot be
 * read, a way of asking that servers read differently, and a change that comes from another site's page or is too large.
 * False: it is none of these.
 */
export function refuseMalformed(request: IncomingMessage, response: ServerResponse, listening: Listening): boolean {
  const why = whyNot(request, listening);
  if (!why) {
    if (!isOwnHost(request.headers.host, listening)) request.headers["x-roster-foreign"] = "1";
    return false;
  }
  const [status, message] = why;
  const forProgram = request.url?.startsWith("/api/");
  response.writeHead(status, {
    "content-type": forProgram ? "application/json" : "text/plain; charset=utf-8",
    ...(status === 405 && { allow: "GET, HEAD" }),
    connection: "close", // What was not read of the body would be taken for the next request.
  });
  response.end(`${forProgram ? JSON.stringify({ message, code: "invalid" }) : message}\n`);
  return true;
}

type Why = [status: number, message: string];

function whyNot(request: IncomingMessage, listening: Listening): Why | null {
  return whyNotReadable(request) ?? whyNotHere(request, listening) ?? whyNotChanged(request);
}

/** @see RFC 9112, 3.2 (one Host), 6.1 (no chunks before HTTP/1.1); HTTP/0.9 has no headers to tell anything by */
function whyNotReadable({ url = "/", headers, rawHeaders, httpVersion, method }: IncomingMessage): Why | null {
  const hosts = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === "host");
  // Balancers ask for our health by HTTP/1.0, which needs no host.
  const named = isHost.test(headers.host ?? "") || (httpVersion === "1.0" && isProbe(url));
  if (!url.startsWith("/") || hosts.length > 1 || !named) {
    return [400, "This request names no address of this server."];
  }
  if (httpVersion === "0.9" || (httpVersion === "1.0" && headers["transfer-encoding"] !== undefined)) {
    return [400, "This way of asking is too old. Ask by HTTP/1.1."];
  }
  if (method === "TRACE") return [405, "Nothing is echoed here."];
  if (!isReadable(url)) return [400, "This address cannot be read. Check it, or start at the front page."];
  return null;
}

/**
 * A browser may be led here under the name of another site. A program may know us by other names too: it brings a token, which that
 * site has not. Here it has to look like one, and the API looks whether it is.
 */
function whyNotHere({ url = "/", headers }: IncomingMessage, listening: Listening): Why | null {
  const mayBeProgram = isForApi(url) && hasToken(headers);
  if (!isOwnHost(headers.host, listening) && !mayBeProgram && !isProbe(url)) return [421, foreignName];
  // What the page framework made for itself; it would be answered as a failure.
  if (/^\/_global-error([/?]|$)/.test(url)) return [404, "There is no such page."];
  return null;
}

/** The API looks for itself: whoever brings a token to it may come from anywhere. */
function whyNotChanged({ url = "/", method = "", headers }: IncomingMessage): Why | null {
  if (["GET", "HEAD"].includes(method) || isForApi(url)) return null;
  const { origin, host } = headers;
  if (origin !== undefined && !isOurs({ origin, host }))
    return [403, "This was sent from another site’s page. Nothing was done."];
  if (Number(headers["content-length"] ?? 0) > maxActionBytes) return [413, "This is too large. Nothing was done."];
  if (!url.startsWith("/api/auth/") && !isAction(method, headers))
    return [405, "A page is only to be looked at. Programs change things under /api/v2."];
  return null;
}

/** Our pages call their actions by script, and with text; a form that a browser sends by itself is none of theirs. */
const isAction = (method: string, { "next-action": id, "content-type": type = "" }: IncomingMessage["headers"]) =>
  method === "POST" && /^[\da-f]{42}$/.test(String(id)) && type.startsWith("text/plain");

/** What tells nothing of people, or looks for itself who asks. */
const isProbe = (url: string) => pageOf(url) === "health";

/** A name or an address, and a port. */
const isHost = /^([a-z\d]([\w-]*[a-z\d])?(\.[a-z\d]([\w-]*[a-z\d])?)*\.?|\[[\da-f:.]+\])(:\d{1,5})?$/i;

/** People may have the console open at its public address or at the server’s own. */
const isOurs = (from: { origin: string; host: string | undefined }) =>
  isSameOrigin(from) || (URL.canParse(from.origin) && new URL(from.origin).host === from.host);

/**
 * Steps up and in place are for clients to take. Left in, they would have a page be logged and kept as if it were a file below the
 * folder that it is asked through.
 */
function isReadable(url: string): boolean {
  try {
    const path = decodeURIComponent(url.split("?")[0] ?? "/").replaceAll("\\", "/");
    return !path.split("/").some((part) => part === "." || part === "..");
  } catch {
    return false;
  }
}

function hasToken({ authorization, "coder-session-token": token }: IncomingMessage["headers"]): boolean {
  const text = keyTextIn({ token: token?.toString(), authorization });
  return text !== null && readKey(text) !== null;
}
