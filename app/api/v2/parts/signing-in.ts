import type { Result } from "@/lib/result";
import { askForReset } from "@/lib/sessions/ask-for-reset";
import { chooseFirstPassword } from "@/lib/sessions/choose-first-password";
import { writeKey } from "@/lib/sessions/key";
import { signIn } from "@/lib/sessions/sign-in";
import { signOut } from "@/lib/sessions/sign-out";
import { createFirstOwner } from "@/lib/setup/create-first-owner";
import { requireSetUp } from "@/lib/setup/require-set-up";
import { get, post, type Route } from "../routing";
import { saying, within } from "../shapes/common";
import * as setup from "../shapes/setup";

/** Of what tells nothing about anybody. */
const nothingAsked = Object.assign(async (): Promise<Result<null>> => ({ ok: true, value: null }), {
  access: "anyone" as const,
});

/** Getting in and out, and the first owner. */
export const signingInRoutes: Route[] = [
  get("/users/authmethods", nothingAsked, {
    id: "auth-methods",
    does: "Say how one can sign in",
    answers: setup.authMethodsShape,
  }),
  get("/users/first", requireSetUp, {
    id: "has-first-user",
    does: "Say whether there is a first owner: 404 until then",
    input: () => ({}),
    answers: saying("Roster is set up."),
  }),
  post("/users/first", createFirstOwner, {
    id: "create-first-user",
    does: "Make the first owner",
    body: setup.firstUserBody,
    input: ({ body: { email, username, password, name, setup_code } }) => ({
      ...{ email, username, password, name },
      setupCode: setup_code,
    }),
    status: 201,
    answers: setup.firstUserShape,
  }),
  post("/users/login", signIn, {
    id: "log-in",
    does: "Sign in with email and password",
    body: setup.loginBody,
    input: ({ body }) => ({ ...body, kind: "cli" as const }),
    status: 201,
    answers: within(setup.loginShape, ({ key }) => ({ token: writeKey(key) })),
  }),
  post("/users/logout", signOut, {
    id: "log-out",
    does: "End the session that asks",
    input: () => ({}),
    answers: saying("You are signed out."),
  }),
  post("/users/otp/request", askForReset, {
    id: "ask-for-reset",
    does: "Ask the admins for a new password",
    tells: "The audit log tells them. The answer is the same whether there is such an account or not.",
    body: setup.otpRequestBody,
    input: ({ body }) => body,
    status: 204,
    quiet: ["not_found"],
  }),
  post("/users/otp/change-password", chooseFirstPassword, {
    id: "choose-first-password",
    does: "Choose a new password with a temporary one",
    body: setup.otpChangeBody,
    input: ({ body }) => ({
      email: body.email,
      temporaryPassword: body.one_time_passcode,
      newPassword: body.password,
    }),
    status: 204,
    fields: { newPassword: "password", password: "one_time_passcode" },
  }),
];
