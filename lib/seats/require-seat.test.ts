import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { aSession, as, aUser, nobody, now, password, somewhere } from "@/test/people";
import { config } from "../config";
import { authenticate } from "../sessions/authenticate";
import { signIn } from "../sessions/sign-in";
import { activateUser } from "../users/activate-user";
import { createUser } from "../users/create-user";
import { suspendUser } from "../users/suspend-user";
import type { User } from "../users/user";
import { seatsTaken } from "./count-seats";

let owner: Awaited<ReturnType<typeof as>>;

/** So many seats are free. */
async function leaveFree(free: number, enforceSeats = true): Promise<void> {
  Object.assign(config(), { seats: (await seatsTaken(db())) + free, enforceSeats });
}

beforeEach(async () => {
  owner = as(await aUser({ roles: ["owner"] }));
});
afterEach(() => {
  Object.assign(config(), { seats: null, enforceSeats: false });
});

const noSeat = {
  ok: false,
  problem: { code: "no_seat", message: expect.stringContaining("An admin has to free one first") },
};
const someone = (name: string) => ({
  username: name,
  email: `${name}@example.com`,
  password: "eleven kites over the harbour",
});

test("where the limit is enforced nobody becomes active beyond it, by whatever way, and nothing is changed", async () => {
  const [ada, grace, mira] = [await aUser({ status: "dormant" }), await aUser({ status: "suspended" }), await aUser()];
  await leaveFree(0);
  expect(await activateUser(owner, { userId: ada.id })).toMatchObject(noSeat);
  expect(await activateUser(owner, { userId: grace.id })).toMatchObject(noSeat);
  expect(await signIn(nobody, { email: ada.email ?? "", password })).toMatchObject(noSeat);
  expect(await createUser(owner, { ...someone("late"), status: "active" })).toMatchObject(noSeat);
  expect(await now(ada)).toEqual(ada);
  expect(await createUser(owner, someone("later"))).toMatchObject({ ok: true, value: { user: { status: "dormant" } } });
  expect(await activateUser(owner, { userId: mira.id })).toMatchObject({ ok: true });

  await suspendUser(owner, { userId: mira.id });
  expect(await signIn(nobody, { email: ada.email ?? "", password })).toMatchObject({ ok: true });
  expect(await now(ada)).toMatchObject({ status: "active" });
});

test("a wrong password tells nothing of seats", async () => {
  const ada = await aUser({ status: "dormant" });
  await leaveFree(0);
  expect(await signIn(nobody, { email: ada.email ?? "", password: "not it" })).toMatchObject({
    problem: { code: "wrong_credentials" },
  });
});

test("a dormant user’s session or token is as none until there is a seat", async () => {
  const ada = await aUser();
  const key = await aSession(ada);
  await db().execute(`update users set status = 'dormant' where id = '${ada.id}'`);
  await leaveFree(0);
  expect(await authenticate(key, somewhere)).toBeNull();
  expect(await now(ada)).toMatchObject({ status: "dormant" });
  await leaveFree(1);
  expect(await authenticate(key, somewhere)).toMatchObject({ username: ada.username });
});

test("service accounts need no seat, and an owner is never kept out for want of one", async () => {
  const bot = await aUser({ status: "dormant", loginType: "none", email: null });
  const boss = await aUser({ status: "dormant", roles: ["owner"] });
  await leaveFree(0);
  expect(await activateUser(owner, { userId: bot.id })).toMatchObject({ ok: true });
  expect(await signIn(nobody, { email: boss.email ?? "", password })).toMatchObject({ ok: true });
});

test("without the setting the limit only warns", async () => {
  const ada = await aUser({ status: "dormant" });
  await leaveFree(0, false);
  expect(await activateUser(owner, { userId: ada.id })).toMatchObject({ ok: true });
});

test("of many who want the last seats at once, exactly as many get one", async () => {
  const people: User[] = [];
  for (let i = 0; i < 24; i++) people.push(await aUser({ status: i % 2 ? "dormant" : "suspended" }));
  await leaveFree(5);
  const results = await Promise.all(people.map((person) => activateUser(owner, { userId: person.id })));
  expect(results.filter(({ ok }) => ok)).toHaveLength(5);
  expect(results.filter(({ ok }) => !ok).every((result) => !result.ok && result.problem.code === "no_seat")).toBe(true);
  expect(await seatsTaken(db())).toBe(config().seats);
});
