/**
 * What a page may load and run: scripts that carry this answer's nonce and those that they load, and all else from this
 * server only. Whatever somebody gets into a page's text stays text.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export function pagePolicy(nonce: string, { dev }: { dev: boolean }): string {
  const own = `'nonce-${nonce}'`;
  return policy({
    "default-src": "'none'",
    // Developers' pages are put together in the browser, by eval, and reload over a socket.
    "script-src": dev ? `${own} 'strict-dynamic' 'unsafe-eval'` : `${own} 'strict-dynamic'`,
    "style-src": dev ? "'self' 'unsafe-inline'" : `'self' ${own} ${styleHashes.join(" ")}`,
    ...(!dev && { "style-src-attr": `'unsafe-hashes' ${attributeHashes.join(" ")}` }),
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": dev ? "'self' ws:" : "'self'",
    "manifest-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "object-src": "'none'",
  });
}

/** For what is no page: should a browser ever take it for one, it shows nothing and runs nothing. */
export const nothingPolicy = policy({
  "default-src": "'none'",
  "frame-ancestors": "'none'",
  "base-uri": "'none'",
  "form-action": "'none'",
  sandbox: "",
});

/** Of the style element that the library of toasts makes: empty at first, then with its text. */
export const styleHashes = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];

/** Of the two `style="…"` that a page comes with. Both hide something. */
const attributeHashes = [
  "'sha256-MflHLKmL0aJ6pN/I+QskC6PsFEe+jrh8i7DwCMKMVyc='", // The library of pickers: a label that is there to be read out.
  "'sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE='", // React: a part of a drawing that comes after the rest of it.
];

function policy(rules: Record<string, string>): string {
  return Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`.trim())
    .join("; ");
}
