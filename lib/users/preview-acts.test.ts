import { afterEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { aSession, as, aUser } from "@/test/people";
import { config } from "../config";
import { roles } from "../permissions";
import { seatsTaken } from "../seats/count-seats";
import { previewActs } from "./preview-acts";

afterEach(() => {
  Object.assign(config(), { seats: null, enforceSeats: false });
});

test("who may end sessions sees which would end; nobody else learns of them", async () => {
  const ada = await aUser();
  const { sessionId } = await aSession(ada);
  for (const role of roles) {
    const seen = await previewActs(as(await aUser({ roles: [role] })), { userId: ada.id });
    const may = role === "owner" || role === "user-admin";
    expect(seen).toMatchObject(
      may ? { value: { sessions: [{ id: sessionId }], takesSeat: true } } : { problem: { code: "forbidden" } },
    );
  }
  expect(await previewActs(as(await aUser()), { userId: ada.id })).toMatchObject({ problem: { code: "not_found" } });
});

test("whether there is a seat is told before somebody is activated, and why there is none", async () => {
  const owner = as(await aUser({ roles: ["owner"] }));
  const ada = await aUser({ status: "dormant" });
  const bot = await aUser({ status: "suspended", loginType: "none", email: null });
  const boss = await aUser({ status: "suspended", roles: ["owner"] });
  const seatOf = async ({ id }: { id: string }) => {
    const seen = await previewActs(owner, { userId: id });
    return seen.ok && seen.value.seat;
  };
  expect(await seatOf(ada)).toEqual({ free: null, refusal: null });

  const taken = await seatsTaken(db());
  Object.assign(config(), { seats: taken + 1, enforceSeats: true });
  expect(await seatOf(ada)).toEqual({ free: 1, refusal: null });
  Object.assign(config(), { seats: taken });
  expect(await seatOf(ada)).toEqual({ free: 0, refusal: expect.stringContaining("An admin has to free one first") });
  expect(await seatOf(bot)).toEqual({ free: 0, refusal: null });
  expect(await seatOf(boss)).toEqual({ free: 0, refusal: null });
  Object.assign(config(), { enforceSeats: false });
  expect(await seatOf(ada)).toEqual({ free: 0, refusal: null });
});
