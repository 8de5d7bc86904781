import { z } from "@hono/zod-openapi";
import type { Organization } from "@/lib/organization/organization";
import type { Shape } from "../routing";

/** Values that several answers share. */

export const id = z.uuid().openapi({ example: "0192f0c1-7b1e-7c4a-9d53-1f6a4e1c0b2a" });

export const time = z.iso.datetime().openapi({ example: "2026-03-09T14:21:07.000Z" });

/** RFC 3339 in UTC. A moment that never was is the first of year 1, as clients of this API know it. */
export const wireTime = (at: Date | null): string => at?.toISOString() ?? "0001-01-01T00:00:00Z";

/** How a list is paged by number. */
export const paging = {
  limit: z.coerce
    .number()
    .int("It must be a whole number.")
    .min(1, "It must be at least 1.")
    .max(1000, "It may be 1,000 at most.")
    .optional()
    .openapi({ type: "integer", minimum: 1, maximum: 1000 }),
  offset: z.coerce
    .number()
    .int("It must be a whole number.")
    .min(0, "It must not be negative.")
    .max(1e9, "It is too large.")
    .optional()
    .openapi({ type: "integer", minimum: 0 }),
};

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
