"use server";

import { checkPassword as checkPasswordQuery } from "@/lib/passwords/check-password";
import { changeOwnPassword } from "@/lib/users/change-own-password";
import { act, look } from "./act";

type Check = Parameters<typeof checkPasswordQuery>[1];
type Change = Parameters<typeof changeOwnPassword>[1];

export async function checkPassword(input: Check) {
  return look(checkPasswordQuery, input);
}

export async function changePassword(input: Change) {
  return act(changeOwnPassword, input);
}
