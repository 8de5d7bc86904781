import type { IncomingMessage, ServerResponse } from "node:http";

/** Refuses an address whose path cannot be decoded, which the page framework answers with a 500. False: it can. */
export function refuseMalformed(request: IncomingMessage, response: ServerResponse): boolean {
  try {
    decodeURIComponent(request.url?.split("?")[0] ?? "/");
    return false;
  } catch {
    const message = "This address cannot be read. Check it, or start at the front page.";
    const forProgram = request.url?.startsWith("/api/");
    response.writeHead(400, { "content-type": forProgram ? "application/json" : "text/plain; charset=utf-8" });
    response.end(`${forProgram ? JSON.stringify({ message, code: "invalid" }) : message}\n`);
    return true;
  }
}
