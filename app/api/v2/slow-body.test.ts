import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { api } from "@/app/api/v2/app";
import { db } from "@/db/client";
import { users } from "@/db/schema";
import { suspendUser } from "@/lib/users/suspend-user";
import { tokenOf } from "@/test/api";
import { as, aUser } from "@/test/people";

/** Whoever drags a request out must not keep by it a power that is taken from them meanwhile. */
test("a request whose body comes slowly is asked who sends it when all of it is there", async () => {
  const owner = await aUser({ roles: ["owner"] });
  const thief = await aUser({ roles: ["owner"] });
  const token = await tokenOf(thief);

  const planted = { username: "planted", email: "planted@example.com", password: "fourteen otters under one quilt" };
  const text = new TextEncoder().encode(JSON.stringify({ ...planted, roles: ["owner"] }));
  let parts = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (parts++ === 0) return controller.enqueue(text.slice(0, 10));
      expect(await suspendUser(as(owner), { userId: thief.id })).toMatchObject({ ok: true });
      controller.enqueue(text.slice(10));
      controller.close();
    },
  });
  const headers = { "coder-session-token": token, "content-type": "application/json" };
  const asked = { method: "POST", headers, body, duplex: "half" } as RequestInit;
  const answer = await api.fetch(new Request("http://roster.test/api/v2/users", asked));

  expect(answer.status).toBe(401);
  expect(await db().select().from(users).where(eq(users.username, planted.username))).toEqual([]);
});
