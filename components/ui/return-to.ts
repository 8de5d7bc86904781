/** Brings the focus back to where a dialog was opened from, or to the page where that is gone. */
export function returnTo(opener: Element | null): void {
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  else document.querySelector("main")?.focus();
}
