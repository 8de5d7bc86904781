import { expect, test } from "vitest";
import { as, aUser } from "@/test/people";
import { roles } from "../permissions";
import { listUsers } from "./list-users";
import { streamUsers } from "./stream-users";

test("a stream holds every match once, in order, over batches", async () => {
  const admin = as(await aUser({ roles: ["auditor"] }));
  for (let i = 0; i < 12; i++) await aUser({ name: "Streamed", status: i % 2 ? "dormant" : "active" });
  const result = await streamUsers(admin, { q: "Streamed -status:dormant", sort: "-username" });
  if (!result.ok) throw new Error(result.problem.message);
  const names: string[] = [];
  for await (const batch of result.value) names.push(...batch.map(({ username }) => username));
  expect(names).toHaveLength(6);
  expect(names).toEqual([...names].sort().reverse());
});

test("whoever sees all users may have it, and nobody else", async () => {
  for (const role of roles)
    expect(await streamUsers(as(await aUser({ roles: [role] })), {})).toMatchObject({ ok: true });
  expect(await streamUsers(as(await aUser()), {})).toMatchObject({ problem: { code: "forbidden" } });
});

test("clients that know no keys page by number or by the last user they got", async () => {
  const admin = as(await aUser({ roles: ["auditor"] }));
  const made = [];
  for (let i = 0; i < 5; i++) made.push(await aUser({ name: "Paged" }));
  const names = made.map(({ username }) => username).sort();
  const page = async (more: object) => {
    const result = await listUsers(admin, { q: "Paged", limit: 2, ...more });
    if (!result.ok) throw new Error(result.problem.message);
    return { names: result.value.rows.map(({ username }) => username), first: result.value.firstNumber };
  };
  expect(await page({ offset: 3 })).toEqual({ names: names.slice(3), first: 4 });
  expect(await page({ offset: 5 })).toMatchObject({ names: [] });
  const second = made.find(({ username }) => username === names[1]);
  expect(await page({ afterId: second?.id })).toMatchObject({ names: names.slice(2, 4) });
  expect(await listUsers(admin, { afterId: "00000000-0000-7000-8000-000000000000" })).toMatchObject({
    problem: { code: "invalid", fields: { afterId: "There is no such user." } },
  });
});
