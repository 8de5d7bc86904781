import { AsyncLocalStorage } from "node:async_hooks";

/** What the page framework keeps for each request, in its place: a server action is called as if one had come. */
export const request = new AsyncLocalStorage<{ headers: Headers; cookies: Map<string, string> }>();

const cookie = (name: string) => request.getStore()?.cookies.get(name);

/** For `next/headers`. */
export const nextHeaders = {
  headers: async () => request.getStore()?.headers ?? new Headers(),
  cookies: async () => ({
    get: (name: string) => (cookie(name) === undefined ? undefined : { name, value: cookie(name) }),
    has: (name: string) => cookie(name) !== undefined,
    set: () => {},
  }),
};

/** For `next/cache`: no page is drawn. */
export const nextCache = { refresh: () => {} };
