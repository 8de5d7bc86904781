import { z } from "@hono/zod-openapi";
import { createSession } from "@/lib/sessions/create-session";
import { createToken } from "@/lib/sessions/create-token";
import { endSession } from "@/lib/sessions/end-session";
import { getSession } from "@/lib/sessions/get-session";
import { sessionIdOf } from "@/lib/sessions/key";
import { listTokens } from "@/lib/sessions/list-tokens";
import { tokenLimits } from "@/lib/sessions/token-limits";
import { del, get, post, type Route } from "../routing";
import { listOf } from "../shapes/common";
import { keyShape, newKeyShape, newTokenBody, secondsOf, tokenConfigShape } from "../shapes/tokens";

/** Keys for programs. */
export const tokensRoutes: Route[] = [
  post("/users/{user}/keys", createSession, {
    id: "create-session",
    does: "Make another session, as by signing in",
    input: ({ user }) => ({ userId: user }),
    status: 201,
    answers: newKeyShape,
  }),
  get("/users/{user}/keys/tokens", listTokens, {
    id: "list-tokens",
    does: "List tokens",
    query: z
      .object({
        include_all: z.enum(["true", "false"]).optional().openapi({ description: "Everybody’s, for those who may." }),
      })
      .strict(),
    input: ({ user, query }) => ({ userId: user, everybody: query.include_all === "true" }),
    answers: listOf(keyShape),
  }),
  post("/users/{user}/keys/tokens", createToken, {
    id: "create-token",
    does: "Make a token",
    body: newTokenBody,
    bodyOptional: true,
    input: ({ user, body }) => ({
      userId: user,
      name: body.token_name || undefined,
      scope: body.scope,
      lifetimeSeconds: secondsOf(body.lifetime),
    }),
    status: 201,
    answers: newKeyShape,
    fields: { name: "token_name", lifetimeSeconds: "lifetime" },
  }),
  get("/users/{user}/keys/tokens/tokenconfig", tokenLimits, {
    id: "token-config",
    does: "Say how long a token may live",
    input: () => ({}),
    answers: tokenConfigShape,
  }),
  get("/users/{user}/keys/tokens/{keyname}", getSession, {
    id: "get-token-by-name",
    does: "Show a token by its name",
    input: ({ user, path }) => ({ userId: user, tokenName: path.keyname ?? "" }),
    answers: keyShape,
  }),
  get("/users/{user}/keys/{keyid}", getSession, {
    id: "get-key",
    does: "Show a session or token by its id",
    input: ({ user, path }) => ({ userId: user, sessionId: sessionIdOf(path.keyid ?? "") }),
    answers: keyShape,
  }),
  del("/users/{user}/keys/{keyid}", endSession, {
    id: "delete-key",
    does: "End a session or token",
    input: ({ user, path }) => ({ userId: user, sessionId: sessionIdOf(path.keyid ?? "") }),
    status: 204,
  }),
];
