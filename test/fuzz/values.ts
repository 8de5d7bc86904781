import fc from "fast-check";

/** Values out of the schemas of the API's own document, and the same spoilt. */

// biome-ignore lint/suspicious/noExplicitAny: a schema as the document has it.
export type Schema = any;

/** Texts that mean something here, beside those that mean nothing. */
export type Known = { texts: fc.Arbitrary<string>; resolve: (ref: string) => Schema };

export function valuesOf(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  if (schema === undefined || Object.keys(schema).length === 0) return fc.jsonValue({ maxDepth: 2 });
  if (schema.$ref) return valuesOf(known.resolve(schema.$ref), known);
  const some = schema.oneOf ?? schema.anyOf;
  if (some) return fc.oneof(...some.map((one: Schema) => valuesOf(one, known)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const example = schema.example === undefined ? [] : [fc.constant(schema.example)];
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  return fc.oneof(...example, ofType(type, schema, known));
}

function ofType(type: string | undefined, schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const { minimum: min = -10, maximum: max = 1_000_000 } = schema;
  if (type === "integer") return fc.integer({ min, max });
  if (type === "number") return fc.oneof(fc.integer({ min, max }), fc.constantFrom(0, 3600e9, 1.5, -1));
  if (type === "boolean") return fc.boolean();
  if (type === "array") return fc.array(valuesOf(schema.items, known), { maxLength: 3 });
  if (type === "object") return objectOf(schema, known);
  if (type === "null") return fc.constant(null);
  return known.texts;
}

function objectOf(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, field]) => [name, valuesOf(field, known)]),
  );
  const record = fc.record(fields, { requiredKeys: schema.required ?? [] });
  if (typeof schema.additionalProperties !== "object") return record;
  const more = fc.dictionary(known.texts, valuesOf(schema.additionalProperties, known), { maxKeys: 3 });
  return fc.tuple(record, more).map(([one, two]) => ({ ...one, ...two }));
}

/** What no schema asks for. */
export const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>("", "\0", "a\0b", "\ud800", "\u202e", "…", "İ", "'; --", "%", "_", "../..", "\n", " "),
  fc.constantFrom<unknown>(null, true, 0, -0, -1, 1e308, 1e21, 2 ** 53, 0.1, [], {}, [[]], [null]),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ minLength: 200, maxLength: 3000 }),
  fc.integer({ min: 1, max: 3000 }).map((depth) => deep(depth)),
  fc.jsonValue({ maxDepth: 3 }),
);

function deep(depth: number): unknown {
  let value: unknown = "deep";
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { in: value };
  return value;
}

/** Names of fields that rows have, and that nobody may set; and those that are something else to JavaScript. */
export const rowFields = [
  ...["id", "user_id", "status", "roles", "role", "is_owner", "password_hash", "passwordHash", "version", "created_at"],
  ...["createdAt", "deleted_at", "deletedAt", "must_change_password", "mustChangePassword", "login_type", "loginType"],
  ...["made_by", "madeBy", "scope", "kind", "secret_hash", "secretHash", "expires_at", "expiresAt", "temporary"],
  ...[
    "temporary_password_expires_at",
    "status_since",
    "createdBy",
    "granted_by",
    "last_seen_at",
    "updated_at",
    "actor",
  ],
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"],
];

/** An object with a field or two dropped, spoilt, or added. */
export function spoilt(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return odd;
  const names = Object.keys(value);
  const without = names.map((name) =>
    fc.constant(Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))),
  );
  const changed = names.map((name) => odd.map((it) => ({ ...value, [name]: it })));
  const added = fc.tuple(fc.constantFrom(...rowFields), odd).map(([name, it]) => withOwn(value, name, it));
  const within = names.map((name) =>
    spoilt((value as Record<string, unknown>)[name]).map((it) => ({ ...value, [name]: it })),
  );
  return fc.oneof(...without, ...changed, added, ...within);
}

/** Also `__proto__`, which an assignment would not add. */
export function withOwn(value: object, name: string, it: unknown): object {
  const copy = { ...value };
  Object.defineProperty(copy, name, { value: it, enumerable: true, configurable: true, writable: true });
  return copy;
}
