import { z } from "@hono/zod-openapi";
import type { User } from "@/lib/users/user";
import type { Shape } from "../routing";
import { id, optional, optionalChoice } from "./common";

const email = z.string().openapi({ example: "ada@example.com" });
const password = z.string().openapi({ example: "fourteen otters under one quilt" });
const username = z.string().openapi({ example: "ada" });
const name = optional(z.string()).openapi({ type: "string", example: "Ada Lovelace" });

export const firstUserBody = z
  .object({
    email,
    username,
    password,
    name,
    setup_code: optional(z.string()).openapi({ type: "string", description: "Where the operator set one." }),
    trial: z.boolean().nullish().openapi({ description: "Means nothing here." }),
    trial_info: z.record(z.string(), z.unknown()).nullish().openapi({ description: "Means nothing here." }),
  })
  .strict()
  .openapi("FirstUser");

export const firstUserShape: Shape<{ user: User }> = {
  schema: z.object({ user_id: id, organization_id: id }).openapi("FirstUserMade"),
  write: ({ user }, organization) => ({ user_id: user.id, organization_id: organization.id }),
};

export const loginBody = z.object({ email, password }).strict().openapi("Login");

export const loginShape: Shape<{ token: string }> = {
  schema: z
    .object({
      session_token: z.string().openapi({ description: "For `Coder-Session-Token` or `Authorization: Bearer`." }),
    })
    .openapi("LoggedIn"),
  write: ({ token }) => ({ session_token: token }),
};

export const otpRequestBody = z.object({ email }).strict().openapi("ResetRequest");

export const otpChangeBody = z
  .object({
    email,
    one_time_passcode: z.string().openapi({ description: "The temporary password that an admin handed out." }),
    password,
  })
  .strict()
  .openapi("ChooseFirstPassword");

export const newUserBody = z
  .object({
    username,
    email: optional(z.string()).openapi({
      type: "string",
      example: "ada@example.com",
      description: "Service accounts may have none.",
    }),
    name,
    password: optional(z.string()).openapi({
      type: "string",
      description: "Needed unless `login_type` is `none`, which has none.",
    }),
    login_type: optionalChoice(["password", "none"], "A user signs in with password or none.").openapi({
      type: "string",
      enum: ["", "password", "none"],
    }),
    must_change_password: optional(z.boolean()).openapi({
      type: "boolean",
      description: "The password is temporary: good for 24 hours, to choose a new one.",
    }),
    user_status: optionalChoice(["dormant", "active"], "A new user is dormant or active.").openapi({
      type: "string",
      enum: ["", "dormant", "active"],
    }),
    roles: optional(z.array(z.string())).openapi({ type: "array", items: { type: "string" } }),
    organization_ids: optional(z.array(z.string())).openapi({
      type: "array",
      items: { type: "string" },
      description: "There is one; it may be left out.",
    }),
  })
  .strict()
  .openapi("NewUser");

export const passwordBody = z
  .object({
    password,
    old_password: optional(z.string()).openapi({ type: "string", description: "Asked for one’s own." }),
  })
  .strict()
  .openapi("NewPassword");

export const validatePasswordBody = z.object({ password }).strict().openapi("PasswordToCheck");

export const validPasswordShape: Shape<{ good: boolean; reasons: string[] }> = {
  schema: z.object({ valid: z.boolean(), details: z.string() }).openapi("PasswordChecked"),
  write: ({ good, reasons }) => ({ valid: good, details: reasons.join(" ") }),
};

export const profileBody = z
  .object({
    username,
    name,
    email: optional(z.string()).openapi({ type: "string", description: "What one signs in with." }),
  })
  .strict()
  .openapi("Profile");

export const rolesBody = z
  .object({
    roles: optional(z.array(z.string())).openapi({
      type: "array",
      items: { type: "string" },
      example: ["user-admin"],
      description: "All that are to be held; null for none.",
    }),
  })
  .strict()
  .openapi("Roles");

export const reasonBody = z
  .object({ reason: optional(z.string()).openapi({ type: "string", example: "left the company" }) })
  .strict()
  .openapi("Reason");

export const authMethodsShape: Shape<unknown> = {
  schema: z
    .object({
      password: z.object({ enabled: z.boolean() }),
      github: z.object({ enabled: z.boolean() }),
      oidc: z.object({ enabled: z.boolean(), signInText: z.string(), iconUrl: z.string() }),
    })
    .openapi("AuthMethods"),
  write: () => ({
    password: { enabled: true },
    github: { enabled: false },
    oidc: { enabled: false, signInText: "", iconUrl: "" },
  }),
};
