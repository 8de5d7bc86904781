import { expect, test } from "vitest";
import { aSession, as, aUser } from "@/test/people";
import { roles } from "../permissions";
import { previewActs } from "./preview-acts";

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
