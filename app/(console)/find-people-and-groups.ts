"use server";

import { look } from "@/app/act";
import { findGroups } from "@/lib/groups/find-groups";
import type { Result } from "@/lib/result";
import { findPeople } from "./find-people";

type Answer<F extends (...input: never[]) => Promise<Result<unknown>>> = Extract<Awaited<ReturnType<F>>, { ok: true }>;
type Found = { people: Answer<typeof findPeople>["value"]["rows"]; groups: Answer<typeof findGroups>["value"] };

const groupsShown = 4;

/** The first few people and groups that a text finds, asked by one request. */
export async function findPeopleAndGroups(input: { text: string }): Promise<Result<Found>> {
  const text = typeof input?.text === "string" ? input.text.slice(0, 100) : "";
  // Whoever may not ask is refused once, which leaves one entry in the audit log.
  const people = await findPeople({ text });
  if (!people.ok) return people;
  const groups = await look(findGroups, { text, limit: groupsShown });
  if (!groups.ok) return groups;
  return { ok: true, value: { people: people.value.rows, groups: groups.value } };
}
