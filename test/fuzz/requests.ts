import fc from "fast-check";
import { ownDocument } from "../api";
import { type Known, odd, type Schema, spoilt, valuesOf } from "./values";

/** Requests as the API's own document tells them, and the same spoilt in one way or more. */

export type Sent = {
  method: string;
  /** The path as the document has it. */
  pattern: string;
  path: string;
  headers: Record<string, string>;
  raw?: string | Uint8Array<ArrayBuffer>;
  who: "owner" | "user-admin" | "auditor" | "member" | "reader" | "nobody";
};

// biome-ignore lint/suspicious/noExplicitAny: the document, walked as it comes.
const document = ownDocument as any;
const resolve = (ref: string): Schema =>
  ref
    .slice(2)
    .split("/")
    .reduce((at, part) => at[part], document);

type Operation = { method: string; pattern: string; told: Schema };

const operations: Operation[] = Object.entries(document.paths as Record<string, Record<string, Schema>>).flatMap(
  ([path, verbs]) =>
    Object.entries(verbs).map(([verb, told]) => ({
      method: verb.toUpperCase(),
      pattern: path.replace("/api/v2", ""),
      told,
    })),
);

/** What there is in the database, to be asked about by its names. */
export type Names = {
  users: string[];
  ids: string[];
  emails: string[];
  groups: string[];
  keys: string[];
  tokens: string[];
  pages: string[];
};

const passwords = ["fourteen otters under one quilt", "seven lanterns over the fjord", "short"];
const filters = ["status:active", "role:owner -ada", '"a b" OR (group:zz name:x)', "last_seen:never", "grop:x", "("];

export function requests(names: Names): fc.Arbitrary<Sent> {
  const fresh = fc.stringMatching(/^[a-z]{3,8}$/);
  const texts = fc.oneof(
    fc.constantFrom(...names.users, ...names.ids, ...names.emails, ...names.groups, ...names.keys, "me", "default"),
    fc.constantFrom(...passwords, ...filters, ...names.pages, "2026-07-01T00:00:00Z", "username", "-created", "dark"),
    fresh,
    fresh.map((name) => `${name}@example.com`),
    fresh.map((name) => `https://example.com/${name}.png`),
  );
  const known: Known = { texts, resolve };
  return fc.constantFrom(...operations).chain((operation) => request(operation, known, names));
}

function request(operation: Operation, known: Known, names: Names): fc.Arbitrary<Sent> {
  const parts = [...operation.pattern.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const part = (name: string): fc.Arbitrary<string> => {
    const good: Record<string, string[]> = {
      user: [...names.users, ...names.ids, "me"],
      group: names.groups,
      groupName: names.groups,
      organization: ["default"],
      organizationname: ["default"],
      keyid: names.keys,
      keyname: names.tokens,
    };
    return fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...(good[name] ?? ["x"])) },
      { weight: 1, arbitrary: odd.map((it) => String(typeof it === "object" ? JSON.stringify(it) : it).slice(0, 300)) },
    );
  };
  const body = operation.told.requestBody?.content?.["application/json"]?.schema;
  const queries = (operation.told.parameters ?? []).filter((it: Schema) => it.in === "query");
  return fc
    .record({
      parts: fc.tuple(...parts.map(part)),
      query: fc.tuple(...queries.map((it: Schema) => fc.option(valuesOf(it.schema, known), { freq: 2 }))),
      body: body ? valuesOf(body, known) : fc.constant(undefined),
      spoiling: fc.array(fc.constantFrom(...ways), { maxLength: 2 }),
      who: fc.constantFrom<Sent["who"]>(
        "owner",
        "owner",
        "owner",
        "user-admin",
        "auditor",
        "member",
        "reader",
        "nobody",
      ),
      extra: odd,
      head: fc.stringMatching(/^[\x21-\x7e]{1,40}$/),
    })
    .chain((it) =>
      (it.spoiling.includes("a field") ? spoilt(it.body) : fc.constant(it.body)).map((value) => {
        let place = 0;
        const path = operation.pattern.replaceAll(/\{\w+\}/g, () => encoded(String(it.parts[place++])));
        const search = new URLSearchParams();
        it.query.forEach((one, i) => {
          if (one !== null) search.append(queries[i].name, String(one));
        });
        const sent: Sent = {
          method: operation.method,
          pattern: operation.pattern,
          path: search.size > 0 ? `${path}?${search}` : path,
          headers: { "content-type": "application/json" },
          who: it.who,
          ...(body && { raw: JSON.stringify(value) ?? "" }),
        };
        for (const way of it.spoiling) spoil(sent, way, it.extra, it.head);
        if (sent.method === "GET" || sent.method === "HEAD") delete sent.raw;
        return sent;
      }),
    );
}

const encoded = (text: string) => {
  const part = encodeURIComponent(text.toWellFormed());
  return part === "" || part === "." || part === ".." ? "x" : part;
};

const ways = [
  ...["a field", "a field", "a parameter", "a parameter twice", "a parameter with brackets", "the content type"],
  ...["no content type", "half of it", "a key twice", "very deep", "no UTF-8", "a mark before it", "a large number"],
  ...["another method", "a version", "a tag", "an odd header", "an odd credential", "a long body"],
] as const;

function spoil(sent: Sent, way: (typeof ways)[number], extra: unknown, head: string): void {
  const text = typeof sent.raw === "string" ? sent.raw : "{}";
  const value = String(typeof extra === "object" ? JSON.stringify(extra) : extra)
    .toWellFormed()
    .slice(0, 1500);
  const ask = (name: string) => {
    sent.path += `${sent.path.includes("?") ? "&" : "?"}${name}=${encodeURIComponent(value)}`;
  };
  const sending: Partial<Record<(typeof ways)[number], () => void>> = {
    "a parameter": () =>
      ask(["q", "limit", "cursor", "sort", "after_id", "tz_offset", "offset"][head.length % 7] ?? "q"),
    "a parameter twice": () => {
      ask("limit");
      ask("limit");
    },
    "a parameter with brackets": () => ask("q[]"),
    "the content type": () => {
      sent.headers["content-type"] = ["text/plain", "application/xml", "multipart/form-data", "application/json;"][
        head.length % 4
      ] as string;
    },
    "no content type": () => delete sent.headers["content-type"],
    "half of it": () => {
      sent.raw = text.slice(0, text.length / 2);
    },
    "a key twice": () => {
      sent.raw = text.replace(/^\{(.+)\}$/s, '{$1,"username":"twice","roles":["owner"],$1}');
    },
    "very deep": () => {
      sent.raw = `${'{"checks":'.repeat(5000)}1${"}".repeat(5000)}`;
    },
    "no UTF-8": () => {
      sent.raw = new Uint8Array([...new TextEncoder().encode(text), 0xff, 0xc0]);
    },
    "a mark before it": () => {
      sent.raw = `\ufeff${text}`;
    },
    "a large number": () => {
      sent.raw = text.replace(/:("[^"]*"|\d+|true|false|null)/, `:1${"0".repeat(400)}`);
    },
    "another method": () => {
      sent.method = ["HEAD", "OPTIONS", "PATCH", "DELETE", "PROPFIND", "PUT"][head.length % 6] ?? "PUT";
    },
    "a version": () => {
      sent.headers["if-match"] = head.length % 2 ? '"1-abc"' : head;
    },
    "a tag": () => {
      sent.headers["if-none-match"] = head;
    },
    "an odd header": () => {
      sent.headers[["cookie", "origin", "x-roster-address", "x-http-method-override"][head.length % 4] ?? "cookie"] =
        head;
    },
    "an odd credential": () => {
      sent.headers["coder-session-token"] = head;
    },
    "a long body": () => {
      sent.raw = `${text.slice(0, -1)},"x":"${"y".repeat(1_000_001)}"}`;
    },
  };
  sending[way]?.();
}
