import { expect, test } from "vitest";
import { as, aUser, signedIn } from "@/test/people";
import { activateUser } from "./activate-user";
import { listStatusChanges } from "./list-status-changes";
import { updateProfile } from "./update-profile";

test("what somebody did themselves has no name on it, so that it stays theirs when they are renamed", async () => {
  const [owner, ada] = [await aUser({ roles: ["owner"] }), await aUser({ status: "suspended" })];
  await activateUser(as(owner), { userId: ada.id });
  const bea = await aUser({ status: "dormant" });
  await signedIn(bea);
  await updateProfile(as(bea), { userId: bea.id, username: `${bea.username}-2` });

  const last = async ({ id }: { id: string }) => {
    const changes = await listStatusChanges(as(owner), { userId: id });
    if (!changes.ok) throw new Error(changes.problem.message);
    return changes.value[0];
  };
  expect(await last(ada)).toMatchObject({ to: "active", actorKind: "user", actorName: owner.username });
  expect(await last(bea)).toMatchObject({ to: "active", actorKind: "user", actorName: null });
});
