import { api } from "../app";

/** The API where only the page framework runs. Our own server answers it before a request gets here. */
function handle(request: Request): Response | Promise<Response> {
  const headers = new Headers(request.headers);
  // Ours mark what only a server of ours can know; here nobody did but the client.
  for (const name of [...headers.keys()])
    if (name.startsWith("x-roster-") || name === "x-request-id") headers.delete(name);
  return api.fetch(new Request(request, { headers }));
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
