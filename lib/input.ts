import { validate as isUuid } from "uuid";
import { z } from "zod";
import { refuse } from "./problems";

/**
 * Text as a person types it: trimmed, NFC, one line. What PostgreSQL cannot hold (NUL) or what would draw
 * nonsense (lone surrogates, control and direction-override characters) is told, not dropped.
 */
export const line = (max: number, what: string) =>
  z
    .string({ error: `${what} is missing.` })
    .max(max * 4, `${what} is too long: at most ${max} characters.`)
    .refine((text) => text.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u.test(text), {
      error: `${what} holds a character that cannot be shown.`,
    })
    .transform((text) => text.normalize("NFC").trim())
    .refine((text) => [...text].length <= max, { error: `${what} is too long: at most ${max} characters.` });

/**
 * The input as `schema` reads it.
 *
 * @refuses `invalid`, with a sentence for each field
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;

  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const field = issue.path.join(".") || "input";
    fields[field] ??= field === "input" ? "This input cannot be read." : issue.message;
  }
  refuse("invalid", Object.values(fields)[0] ?? "This input cannot be read.", { fields });
}

/** The fields of the input that are right by themselves, whatever is wrong with the others. */
export function readableFields<S extends z.ZodType>(schema: S, input: unknown): Partial<z.output<S>> {
  if (!(schema instanceof z.ZodObject) || typeof input !== "object" || input === null) return {};
  const fields: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    const parsed = z.safeParse(field, Reflect.get(input, name));
    if (parsed.success) fields[name] = parsed.data;
  }
  // Sound: each field is what its own schema gave.
  return fields as Partial<z.output<S>>;
}

/** A UUID as text, or `message`. */
export const uuidText = (message: string) =>
  z.string({ error: message }).refine((text) => isUuid(text), { error: message });
