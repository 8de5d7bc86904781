/** Whether an address is one of the HTTP API's, which answers for itself. */
export const isForApi = (url = "/"): boolean => /^\/api\/v2([/?]|$)/.test(url);
