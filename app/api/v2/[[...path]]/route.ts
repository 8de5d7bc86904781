import { api } from "../app";

/** The API where only the page framework runs. Our own server answers it before a request gets here. */
const handle = (request: Request) => api.fetch(request);

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
