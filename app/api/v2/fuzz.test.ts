import fc from "fast-check";
import { expect, test } from "vitest";
import { call, ownDocument, tokenOf } from "@/test/api";
import { aGroup, aUser } from "@/test/people";

/** Nothing that a client sends ends in a 500: every path with parts, parameters and headers that mean nothing. */

const paths = Object.entries(ownDocument.paths).flatMap(([path, verbs]) =>
  Object.keys(verbs).map((verb) => ({ method: verb.toUpperCase(), path: path.replace("/api/v2", "") })),
);

const odd = fc.oneof(
  { weight: 2, arbitrary: fc.constant("\0") },
  fc.constantFrom(
    "me",
    "default",
    "Everyone",
    "00000000-0000-0000-0000-000000000000",
    "..",
    "%",
    "'",
    "a\nb",
    "\u202e",
    "ada",
  ),
  fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
  fc.string({ minLength: 60, maxLength: 300 }),
);
const parameters = [
  "q",
  "limit",
  "offset",
  "after_id",
  "sort",
  "cursor",
  "include_all",
  "tz_offset",
  "has_member",
  "group_ids",
];
const queries = fc.array(fc.tuple(fc.constantFrom(...parameters), odd), { maxLength: 3 });
const headers = fc.dictionary(
  fc.constantFrom("if-match", "if-none-match", "origin", "cookie", "authorization"),
  fc.stringMatching(/^[\x21-\x7e]{1,60}$/),
  { maxKeys: 2 },
);
const bodies = fc.oneof(fc.constant(undefined), fc.json(), fc.string(), fc.constant('{"username":"\\u0000"}'));

test("1,500 requests of nonsense are refused or answered, never a fault of ours", async () => {
  const owner = await aUser({ roles: ["owner"] });
  await aUser({ username: "ada" });
  await aGroup({ name: "ada" });
  const token = await tokenOf(owner);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      fc.array(odd, { minLength: 3, maxLength: 3 }),
      queries,
      headers,
      bodies,
      async (at, parts, query, sent, raw) => {
        let place = 0;
        const path = at.path.replaceAll(
          /\{\w+\}/g,
          () => encodeURIComponent((parts[place++] ?? "x").toWellFormed()) || "x",
        );
        if (path.split("/").some((part) => part === "." || part === "..")) return; // An address without dots: not ours to see.
        const search = new URLSearchParams(query.map(([name, value]) => [name, value]));
        const asked = {
          token,
          headers: { "content-type": "application/json", ...sent },
          raw: at.method === "GET" ? undefined : raw,
        };
        if (at.path === "/users/logout") return;
        const { status } = await call(at.method, `${path}?${search}`, asked);
        expect(status, `${at.method} ${path}?${search} ${raw}`).toBeLessThan(500);
      },
    ),
    { numRuns: 1500 },
  );
}, 120_000);
