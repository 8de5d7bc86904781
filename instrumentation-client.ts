/**
 * Runs before a page comes alive. The library that keeps a page from scrolling under a dialog writes a style element, with the
 * nonce that stands here: the page’s own, which the browser tells to scripts only.
 */
Object.assign(globalThis, { __webpack_nonce__: document.querySelector<HTMLElement>("script[nonce]")?.nonce });
