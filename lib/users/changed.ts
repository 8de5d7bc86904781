import type { Change } from "../audit/record";
import type { Outcome } from "../operation";
import type { User } from "./user";

/** The fields whose change the audit log tells. */
export type AuditedUser = Pick<User, "username" | "email" | "name" | "status" | "roles" | "loginType"> & {
  temporaryPassword: boolean;
};

const audited = (user: User): AuditedUser => ({
  username: user.username,
  email: user.email,
  name: user.name,
  status: user.status,
  roles: user.roles,
  loginType: user.loginType,
  temporaryPassword: user.mustChangePassword,
});

type More = Omit<Change<AuditedUser>, "target" | "before" | "after">;

/** What an operation on a user has to return: the entry's before and after (null: not there), and the value. */
export function changed<V>(
  before: User | null,
  after: User | null,
  value: V,
  more: More = {},
): Outcome<AuditedUser, V> {
  const user = before ?? after;
  if (!user) throw new Error("A change needs a user before or after it.");
  return {
    target: { type: "user", id: user.id, name: user.username },
    before: before && audited(before),
    after: after && audited(after),
    value,
    ...more,
  };
}
