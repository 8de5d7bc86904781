import { z } from "@hono/zod-openapi";
import { keyId } from "@/lib/sessions/key";
import type { Session } from "@/lib/sessions/session";
import type { Shape } from "../routing";
import { id, optional, optionalChoice, time, wireTime } from "./common";

const nanosecondsPerSecond = 1e9;

export const keyShape: Shape<Session> = {
  schema: z
    .object({
      id: z
        .string()
        .openapi({ example: "0192f0c17b1e7c4a9d531f6a4e1c0b2a", description: "What stands before the hyphen." }),
      user_id: id,
      username: z.string().openapi({ example: "ada" }),
      token_name: z.string().openapi({ example: "backups" }),
      scope: z.enum(["all", "read"]),
      login_type: z.enum(["token", "password"]),
      created_at: time,
      updated_at: time,
      expires_at: time,
      last_used: time,
      lifetime_seconds: z.int().openapi({ example: 2592000 }),
      address: z.string().openapi({ description: "From where it was last used; empty for never." }),
    })
    .openapi("APIKey"),
  write: (session) => ({
    id: keyId(session.id),
    user_id: session.userId,
    username: session.username,
    token_name: session.kind === "token" ? session.label : "",
    scope: session.scope,
    login_type: session.kind === "token" ? "token" : "password",
    created_at: wireTime(session.createdAt),
    updated_at: wireTime(session.lastUsedAt),
    expires_at: wireTime(session.expiresAt),
    last_used: wireTime(session.kind === "token" && session.address === null ? null : session.lastUsedAt),
    lifetime_seconds: Math.round((session.expiresAt.getTime() - session.createdAt.getTime()) / 1000),
    address: session.address ?? "",
  }),
};

export const newKeyShape: Shape<{ token: string }> = {
  schema: z
    .object({ key: z.string().openapi({ description: "The token. It is never shown again." }) })
    .openapi("GeneratedKey"),
  write: ({ token }) => ({ key: token }),
};

export const newTokenBody = z
  .object({
    token_name: optional(z.string()).openapi({ type: "string", example: "backups" }),
    lifetime: optional(z.number()).openapi({
      type: "number",
      description: "In nanoseconds; 30 days unless told.",
      example: 2592e12,
    }),
    scope: optionalChoice(["all", "read"], "A token’s scope is all or read.").openapi({
      type: "string",
      enum: ["", "all", "read"],
      description: "`read` is for questions only.",
    }),
  })
  .strict()
  .openapi("NewToken");

export const secondsOf = (nanoseconds: number | undefined) =>
  nanoseconds === undefined || nanoseconds === 0 ? undefined : nanoseconds / nanosecondsPerSecond;

export const tokenConfigShape: Shape<{ maxSeconds: number }> = {
  schema: z
    .object({ max_token_lifetime: z.int().openapi({ description: "In nanoseconds.", example: 31536e12 }) })
    .openapi("TokenConfig"),
  write: ({ maxSeconds }) => ({ max_token_lifetime: maxSeconds * nanosecondsPerSecond }),
};
