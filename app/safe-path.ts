/**
 * Where to go after signing in: a path of this site, or "/". Anything that a browser could read as another site
 * (`//host`, `/\host`, a scheme, control characters) is not one.
 */
export function safePath(wanted: string | string[] | undefined): string {
  if (typeof wanted !== "string" || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wanted)) return "/";
  const url = new URL(wanted, "http://site.invalid");
  const path = `${url.pathname}${url.search}${url.hash}`;
  return url.host === "site.invalid" && !path.startsWith("//") ? path : "/";
}
