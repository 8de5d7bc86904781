import { expect, test } from "vitest";
import { aGroup, as, aUser } from "@/test/people";
import { listGroupsOf } from "./list-groups-of";

test("each user’s groups come by name, whatever its case; whoever is in none is left out", async () => {
  const [ada, bob, cleo] = [await aUser(), await aUser(), await aUser()];
  await aGroup({ name: "web", members: [ada, cleo] });
  await aGroup({ name: "API", members: [ada, bob] });
  const auditor = as(await aUser({ roles: ["auditor"] }));

  const result = await listGroupsOf(auditor, { userIds: [ada.id, bob.id, auditor.id] });
  expect(result).toEqual({ ok: true, value: { [ada.id]: ["API", "web"], [bob.id]: ["API"] } });
  expect(await listGroupsOf(auditor, { userIds: [] })).toEqual({ ok: true, value: {} });
});

test("what is no id is refused", async () => {
  const auditor = as(await aUser({ roles: ["auditor"] }));
  expect(await listGroupsOf(auditor, { userIds: ["ada"] })).toMatchObject({ problem: { code: "invalid" } });
});
