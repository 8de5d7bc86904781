"use server";

import { look } from "@/app/act";
import { quoteFilterText } from "@/lib/filter-tree";
import { listUsers } from "@/lib/users/list-users";

const shown = 6;

/** The first few people whose name, username or email has a text in it. */
export async function findPeople(input: { text: string }) {
  const text = typeof input?.text === "string" ? input.text.slice(0, 100) : "";
  return look(listUsers, { q: quoteFilterText(text), limit: shown });
}
