import type { IncomingMessage, ServerResponse } from "node:http";
import { isSameOrigin } from "@/app/same-origin";

/** In bytes; what the page framework takes as well. */
const maxActionBytes = 1_000_000;

/**
 * Refuses what the page framework answers with a 500: an address whose path cannot be decoded, a file of its own asked for by
 * another method than files are, and an action of a page that comes from another site or is too large. False: it is none of these.
 */
export function refuseMalformed(request: IncomingMessage, response: ServerResponse): boolean {
  const why = whyNot(request);
  if (!why) return false;
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

function whyNot({ method = "", url = "/", headers }: IncomingMessage): [status: number, message: string] | null {
  if (!url.startsWith("/") || !URL.canParse(`http://${headers.host}`)) {
    return [400, "This request names no address of this server."];
  }
  if (!isReadable(url)) return [400, "This address cannot be read. Check it, or start at the front page."];
  if (/^\/_next\//.test(url) && !["GET", "HEAD"].includes(method)) {
    return [405, "This address takes GET, HEAD only."];
  }
  if (headers["next-action"] === undefined) return null;
  const { origin, host } = headers;
  if (origin !== undefined && !isOurs({ origin, host }))
    return [403, "This was sent from another site’s page. Nothing was done."];
  if (Number(headers["content-length"] ?? 0) > maxActionBytes) return [413, "This is too large. Nothing was done."];
  return null;
}

/** People may have the console open at its public address or at the server’s own. */
const isOurs = (from: { origin: string; host: string | undefined }) =>
  isSameOrigin(from) || (URL.canParse(from.origin) && new URL(from.origin).host === from.host);

function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split("?")[0] ?? "/");
    return true;
  } catch {
    return false;
  }
}
