import { notNow, type UserAct, whyNot } from "@/lib/users/acts";
import type { User } from "@/lib/users/user";
import type { Viewer } from "./user-actions";

/** Why `viewer` may not do this to `user`, in words for under a menu item; null when they may. */
export const refusal = (act: UserAct, viewer: Viewer, user: User): string | null =>
  whyNot(act, viewer, user)?.message ?? notNow(act, user);
