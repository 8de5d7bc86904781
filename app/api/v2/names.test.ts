import { expect, test } from "vitest";
import { call, tokenOf } from "@/test/api";
import { aGroup, aUser, now } from "@/test/people";

test("a user who is called like the id of another, of a key or of a group is found by that name, and nobody else is", async () => {
  const token = await tokenOf(await aUser({ roles: ["owner"] }));
  const ada = await aUser();
  const group = await aGroup({ members: [ada] });
  for (const id of [ada.id, group.id, "0192f0c1-7b1e-7c4a-9d53-1f6a4e1c0b2a"]) {
    const double = await aUser({ username: id.replaceAll("-", "") });
    expect(await call("GET", `/users/${double.username}`, { token })).toMatchObject({ body: { id: double.id } });
    expect(await call("DELETE", `/users/${double.username.toUpperCase()}`, { token })).toMatchObject({ status: 200 });
    expect(await now(double)).toBeUndefined();
    expect(await call("GET", `/users/${double.username}`, { token })).toMatchObject({ status: 404 });
  }
  expect(await now(ada)).toBeDefined();
});

test("whoever takes the name of somebody deleted is somebody else to every address and in the audit log", async () => {
  const token = await tokenOf(await aUser({ roles: ["owner"] }));
  const first = await aUser({ username: "twice", roles: ["auditor"] });
  const group = await aGroup({ members: [first] });
  const old = await tokenOf(first);
  await call("DELETE", "/users/twice", { token });
  const second = await aUser({ username: "Twice", email: first.email });

  expect(await call("GET", "/users/twice", { token })).toMatchObject({ body: { id: second.id, roles: [] } });
  expect(await call("GET", `/users/${first.id}`, { token })).toMatchObject({ status: 404 });
  expect(await call("GET", "/users/me", { token: old })).toMatchObject({ status: 401 });
  expect(await call("GET", `/groups/${group.id}`, { token })).toMatchObject({ body: { members: [] } });
  const log = await call("GET", `/audit?q=resource_id:${second.id}&limit=100`, { token });
  expect(log.body.count).toBe(0); // A test made them, without an entry; those of the first stay the first’s.
});
