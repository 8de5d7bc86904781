import { z } from "@hono/zod-openapi";
import type { User } from "@/lib/users/user";
import type { Shape } from "../routing";
import { id } from "./common";

const email = z.string().openapi({ example: "ada@example.com" });
const password = z.string().openapi({ example: "fourteen otters under one quilt" });
const username = z.string().openapi({ example: "ada" });
const name = z.string().optional().openapi({ example: "Ada Lovelace" });

export const firstUserBody = z
  .object({
    email,
    username,
    password,
    name,
    setup_code: z.string().optional().openapi({ description: "Where the operator set one." }),
    trial: z.boolean().optional().openapi({ description: "Means nothing here." }),
    trial_info: z.record(z.string(), z.unknown()).optional().openapi({ description: "Means nothing here." }),
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
    email: z
      .string()
      .optional()
      .openapi({ example: "ada@example.com", description: "Service accounts may have none." }),
    name,
    password: z.string().optional().openapi({ description: "Needed unless `login_type` is `none`." }),
    login_type: z.enum(["", "password", "none"]).optional(),
    must_change_password: z
      .boolean()
      .optional()
      .openapi({ description: "The password is temporary: good for 24 hours, to choose a new one." }),
    user_status: z.enum(["", "dormant", "active"]).optional(),
    roles: z.array(z.string()).optional(),
    organization_ids: z.array(z.string()).optional().openapi({ description: "There is one; it may be left out." }),
  })
  .strict()
  .openapi("NewUser");

export const passwordBody = z
  .object({
    password,
    old_password: z.string().optional().openapi({ description: "Asked for one’s own." }),
  })
  .strict()
  .openapi("NewPassword");

export const validatePasswordBody = z.object({ password }).strict().openapi("PasswordToCheck");

export const validPasswordShape: Shape<{ good: boolean; reasons: string[] }> = {
  schema: z.object({ valid: z.boolean(), details: z.string() }).openapi("PasswordChecked"),
  write: ({ good, reasons }) => ({ valid: good, details: reasons.join(" ") }),
};

export const profileBody = z
  .object({ username, name, email: z.string().optional().openapi({ description: "What one signs in with." }) })
  .strict()
  .openapi("Profile");

export const rolesBody = z
  .object({ roles: z.array(z.string()).openapi({ example: ["user-admin"], description: "All that are to be held." }) })
  .strict()
  .openapi("Roles");

export const reasonBody = z
  .object({ reason: z.string().optional().openapi({ example: "left the company" }) })
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
