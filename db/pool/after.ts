/**
 * Does something after so many milliseconds, unless it is called off. Where this process itself was held up meanwhile, it is put off
 * for a moment: what is waited for may have come, and only not been heard yet.
 *
 * @returns calls it off
 */
export function after(ms: number, act: () => void): () => void {
  const due = performance.now() + ms;
  let timer = setTimeout(() => {
    if (performance.now() - due < heldUpMs) act();
    else timer = setTimeout(act, momentMs);
  }, ms);
  return () => clearTimeout(timer);
}

const heldUpMs = 100;
const momentMs = 500;
