/** What an address is counted and logged as: few names, whatever is asked for, and no names of people. */
export function pageOf(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? "/";
  if (path.startsWith("/_next/") || path === "/icon.svg" || path === "/favicon.ico") return "assets";
  if (["/healthz", "/readyz", "/metrics"].includes(path)) return "health";
  if (path.startsWith("/api/auth/")) return "/api/auth";
  if (path.startsWith("/api/")) return "/api/unknown";
  if (pages.has(path)) return path;
  if (/^\/groups\/[^/]+$/.test(path)) return "/groups/{name}";
  return /^\/users\/[^/]+$/.test(path) ? "/users/{username}" : "unknown";
}

const pages = new Set([
  ...[
    "/",
    "/sign-in",
    "/setup",
    "/change-password",
    "/users",
    "/users/new",
    "/groups",
    "/roles",
    "/audit",
    "/overview",
  ],
  ...["/account", "/docs/api"],
]);
