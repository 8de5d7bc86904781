import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "@/lib/config";
import { nothingPolicy, pagePolicy } from "./content-policy";
import { pageOf } from "./page-of";

/**
 * Writes on every answer what keeps browsers from making more of it than it is. What holds data is kept nowhere, unless
 * whoever answers says otherwise.
 */
export function guardAnswer(request: IncomingMessage, response: ServerResponse, { url }: Pick<Config, "url">): void {
  for (const [name, value] of always) response.setHeader(name, value);
  response.setHeader("content-security-policy", nothingPolicy);
  if (isHttps(url)) response.setHeader("strict-transport-security", "max-age=63072000; includeSubDomains");
  if (!isAsset(request.url ?? "/")) response.setHeader("cache-control", "no-store");
}

/**
 * Lets the page that is answered run its own scripts: the page framework takes the nonce from the request. A client cannot
 * choose it.
 */
export function allowOwnScripts(
  { headers, url = "/" }: IncomingMessage,
  response: ServerResponse,
  { dev }: { dev: boolean },
): void {
  delete headers["content-security-policy"];
  delete headers["content-security-policy-report-only"];
  if (isAsset(url) || url.startsWith("/api/")) return;
  const policy = pagePolicy(randomBytes(16).toString("base64"), { dev });
  headers["content-security-policy"] = policy;
  response.setHeader("content-security-policy", policy);
}

/** @see OWASP, HTTP Security Response Headers Cheat Sheet */
export const always = Object.entries({
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "permissions-policy": [
    ...[
      "accelerometer",
      "browsing-topics",
      "camera",
      "display-capture",
      "geolocation",
      "gyroscope",
      "hid",
      "idle-detection",
    ],
    ...[
      "local-fonts",
      "magnetometer",
      "microphone",
      "midi",
      "payment",
      "publickey-credentials-get",
      "screen-wake-lock",
    ],
    ...["serial", "usb", "xr-spatial-tracking"],
  ]
    .map((name) => `${name}=()`)
    .join(", "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-permitted-cross-domain-policies": "none",
  "x-dns-prefetch-control": "off",
});

const isAsset = (path: string) => pageOf(path) === "assets";

const isHttps = (url: string | null) => url?.startsWith("https:") ?? false;
