import type { Instrumentation } from "next";
import { noteRequest } from "@/app/request-notes";
import { whyAway } from "@/db/away";
import { plainError } from "@/db/plain-error";

/** Writes what went wrong in a page or an action to the log, under the digest that the page tells, and the request's id. */
export const onRequestError: Instrumentation.onRequestError = (error, { headers, method }, { routePath }) => {
  const { digest } = error as Error & { digest?: string };
  const { stack } = plainError(error) as Error;
  const id = headers["x-request-id"]?.toString() ?? null;
  const why = whyAway(error);
  if (why) return noteRequest(id, { why }); // The request's one line tells.
  console.error({ id, digest, method, route: routePath, stack });
};
