import type { Origin } from "@/lib/actor";

/**
 * Where a request came from, out of its headers. `x-roster-address` and `x-request-id` are written by our own server,
 * which drops what a client sends under these names.
 */
export function originOf(headers: Headers): Origin {
  return {
    address: headers.get("x-roster-address"),
    userAgent: headers.get("user-agent"),
    requestId: headers.get("x-request-id"),
  };
}
