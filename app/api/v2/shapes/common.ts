import { z } from "@hono/zod-openapi";
import type { Organization } from "@/lib/organization/organization";
import type { Shape } from "../routing";

/** Values that several answers share. */

/**
 * A field that may be left out. Clients in languages where every field is always written say `null` for that, and `""` for a
 * choice or a name that was not made.
 */
export const optional = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined);

export const optionalChoice = <const T extends string>(choices: readonly [T, ...T[]], error: string) =>
  z
    .enum(["", ...choices], { error })
    .nullish()
    .transform((value) => (value === "" || value === null ? undefined : (value as T | undefined)));

export const id = z.uuid().openapi({ example: "0192f0c1-7b1e-7c4a-9d53-1f6a4e1c0b2a" });

export const time = z.iso.datetime().openapi({ example: "2026-03-09T14:21:07.000Z" });

/** RFC 3339 in UTC. A moment that never was is the first of year 1, as clients of this API know it. */
export const wireTime = (at: Date | null): string => at?.toISOString() ?? "0001-01-01T00:00:00Z";

/** How a list is paged by number. */
export const paging = {
  limit: wholeInQuery(1, 1000).openapi({ type: "integer", minimum: 1, maximum: 1000 }),
  offset: wholeInQuery(0, 1e9).openapi({ type: "integer", minimum: 0 }),
};

/** A whole number in an address; an empty one is none. */
function wholeInQuery(min: number, max: number) {
  const error = `It must be a whole number from ${min} to ${max.toLocaleString("en")}.`;
  return z
    .string()
    .regex(/^(\d{1,10})?$/, error)
    .transform((text) => (text === "" ? undefined : Number(text)))
    .refine((number) => number === undefined || (number >= min && number <= max), error)
    .optional();
}

/** A shape whose value is part of what an operation gives. */
export const within = <V, W>(shape: Shape<W>, part: (value: V) => W): Shape<V> => ({
  schema: shape.schema,
  write: (value, organization) => shape.write(part(value), organization),
});

export const listOf = <V>(shape: Shape<V>): Shape<V[]> => ({
  schema: z.array(shape.schema),
  write: (values, organization) => values.map((value) => shape.write(value, organization)),
});

/** A shape that says the same whatever was done. */
export const saying = (message: string): Shape<unknown> => ({ schema: messageShape, write: () => ({ message }) });

export const messageShape = z
  .object({ message: z.string().openapi({ description: "A sentence about what happened." }) })
  .openapi("Message");

/** What every refusal is answered with. */
export const problemShape = z
  .object({
    message: z.string().openapi({ description: "A sentence for the person behind the request." }),
    code: z.string().openapi({ description: "The same for programs." }),
    detail: z.string().optional(),
    validations: z
      .array(z.object({ field: z.string(), detail: z.string() }))
      .optional()
      .openapi({ description: "A sentence for each field that is to blame." }),
  })
  .openapi("Problem", {
    example: {
      message: "That username is taken. Usernames differ by more than upper and lower case.",
      code: "taken",
      validations: [{ field: "username", detail: "That username is taken." }],
    },
  });

export const organizationShape: Shape<Organization> = {
  schema: z
    .object({
      id,
      name: z.string().openapi({ example: "default" }),
      display_name: z.string().openapi({ example: "Default" }),
      description: z.string(),
      icon: z.string(),
      is_default: z.boolean(),
      created_at: time,
      updated_at: time,
    })
    .openapi("Organization"),
  write: ({ id, name, displayName, createdAt, updatedAt }) => ({
    id,
    name,
    display_name: displayName,
    description: "",
    icon: "",
    is_default: true,
    created_at: wireTime(createdAt),
    updated_at: wireTime(updatedAt),
  }),
};
