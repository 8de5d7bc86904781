import type { IncomingMessage, ServerResponse } from "node:http";
import { openNotes, takeNotes } from "@/app/request-notes";
import { log } from "./log";
import { countRequest } from "./metrics";
import { pageOf } from "./page-of";

/** Follows a request to its end, then writes its one line and counts it. */
export function watchRequest(request: IncomingMessage, response: ServerResponse): void {
  const start = process.hrtime.bigint();
  const id = String(request.headers["x-request-id"]);
  const { method = "", url = "/" } = request;
  openNotes(id);
  response.once("close", () => {
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const { actor = null, route = pageOf(url), why } = takeNotes(id);
    // 499: the client went before the answer was out, as proxies have it.
    const status = response.writableFinished ? response.statusCode : 499;
    countRequest({ method, route, status, seconds });
    const line = { id, actor, method, route, status, ms: Math.round(seconds * 1e5) / 100, ...(why && { why }) };
    if (status >= 500) log().error(line);
    else if (route === "assets" || route === "health") log().debug(line);
    else log().info(line);
  });
}
