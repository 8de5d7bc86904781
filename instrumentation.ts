import type { Instrumentation } from "next";

/** Writes what went wrong in a page or an action to the log, under the digest that the page tells, and the request's id. */
export const onRequestError: Instrumentation.onRequestError = (error, { headers, method }, { routePath }) => {
  const { digest, stack } = error as Error & { digest?: string };
  const id = headers["x-request-id"];
  console.error({ id, digest, method, route: routePath, stack });
};
