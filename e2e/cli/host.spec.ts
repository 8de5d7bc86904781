import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { now } from "@/test/people";
import { temporaryFolder } from "@/test/temporary-folder";
import { expect as expects } from "../fixtures";
import { sharedDatabase } from "../process/test";
import { callerWith, enter, expect, hostTest, test } from "./terminal";

const chosen = "eleven kites over the harbour";

test("reset-password on the host asks twice, or makes one up", async ({ aUser }) => {
  const { roster, terminal } = callerWith({ DATABASE_URL: sharedDatabase() });
  const ada = await aUser({ status: "suspended" });
  const reset = terminal(["reset-password", ada.username]);
  await reset.shows(`Temporary password for ${ada.username}`);
  reset.type(`${chosen}${enter}`);
  await reset.shows("The same again");
  reset.type(`${chosen}${enter}`);
  await reset.shows(`Reset the password of ${ada.username} and ended 0 sessions. It is good for 24 hours`);
  await reset.shows("is suspended, and has to be activated");
  expect(await reset.ended).toBe(0);
  expect(reset.text()).not.toContain(chosen);
  expect(await now(ada)).toMatchObject({ mustChangePassword: true });

  const grace = await aUser();
  const differ = terminal(["reset-password", grace.username]);
  await differ.shows("Temporary password");
  differ.type(`${chosen}${enter}`);
  await differ.shows("The same again");
  differ.type(`something else${enter}`);
  await differ.shows("The two are not the same. Nothing was changed.");
  expect(await differ.ended).toBe(2);
  expect(await now(grace)).toMatchObject({ mustChangePassword: false });

  const made = await roster(["reset-password", grace.username, "--generate"]);
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^\S+-\S+\n$/) });
  expect(await roster(["reset-password", grace.username])).toMatchObject({
    code: 2,
    err: expect.stringContaining("Give --generate."),
  });
  expect(await roster(["reset-password", grace.email ?? "", "--generate"])).toMatchObject({ code: 0 });
  expect(await roster(["reset-password", "no-such-person", "--generate"])).toEqual({
    code: 1,
    out: "",
    err: "There is no user no-such-person.\n",
  });
});

test("create-owner and migrate work on the host’s database, and refuse as the product does", async () => {
  const { roster, terminal } = callerWith({ DATABASE_URL: sharedDatabase() });
  expect(await roster(["server", "migrate"])).toMatchObject({ code: 0, err: "The database is up to date.\n" });
  const create = terminal(["server", "create-owner"]);
  await create.shows("Username");
  create.type(`owner-${randomUUID().slice(0, 8)}${enter}`);
  await create.shows("Email");
  create.type(`not an email${enter}`);
  for (const asked of ["Password", "The same again"]) {
    await create.shows(asked);
    create.type(`${chosen}${enter}`);
  }
  expect(await create.ended).not.toBe(0);
  expect(create.text()).toMatch(/no email address|owner/);
});

test("where the database is not theirs to reach, they say what to do", async () => {
  const folder = await temporaryFolder();
  const nothing = callerWith({ ROSTER_DATA_DIR: join(folder, "nothing") });
  for (const args of [
    ["reset-password", "ada", "--generate"],
    ["server", "migrate"],
  ]) {
    const called = await nothing.roster(args);
    expect(called).toMatchObject({ code: 1, out: "" });
    expect(called.err).toContain(`There is no Roster in ${join(folder, "nothing")}.`);
    expect(called.err).toContain("run it on the host of the server");
  }
  const away = await callerWith({ DATABASE_URL: "postgres://roster:secret@127.0.0.1:1/roster" }).roster([
    "server",
    "migrate",
  ]);
  expect(away.code).toBe(1);
  expect(away.err).toContain("the database at 127.0.0.1:1 cannot be used");
  expect(away.err).not.toContain("secret");
  expect(away.err).toContain("run it on the host of the server");
});

hostTest(
  "login makes the first owner, with the setup code that the operator set; the host makes one more",
  async ({ start, dataDir }) => {
    hostTest.setTimeout(120_000);
    const { address } = await start({ ROSTER_SETUP_CODE: "seven seals" });
    const { roster, terminal } = callerWith({ ROSTER_CONFIG_DIR: join(dataDir, "config"), ROSTER_DATA_DIR: dataDir });
    const login = terminal(["login", address]);
    await login.shows("You make the first owner.");
    for (const [asked, typed] of [
      ["Username", "mira"],
      ["Email", "mira@example.com"],
      ["Password", chosen],
      ["The same again", chosen],
      ["Setup code", "wrong"],
      ["This is not the setup code.", ""],
      ["Setup code", "seven seals"],
    ] as const) {
      await login.shows(asked);
      if (typed) login.type(`${typed}${enter}`);
    }
    await login.shows(`Signed in to ${address} as mira.`);
    expects(await login.ended).toBe(0);
    expect((await roster(["whoami"])).out).toMatch(/ROLES +Owner/);

    const reset = await roster(["reset-password", "mira", "--generate"]);
    expect(reset).toMatchObject({ code: 0, err: expect.stringContaining("ended 1 session.") });
    expect(await roster(["whoami"])).toMatchObject({ code: 1, err: expect.stringContaining("roster login") });
  },
);

hostTest("audit --follow goes on where it was when the server was away for a moment", async ({ start, dataDir }) => {
  hostTest.setTimeout(120_000);
  const first = await start();
  const { roster, terminal } = callerWith({ ROSTER_CONFIG_DIR: join(dataDir, "config"), ROSTER_DATA_DIR: dataDir });
  await roster(["server", "create-owner", "--username", "mira", "--email", "mira@example.com", "--generate"]);
  const login = terminal(["login", first.address, "--email", "mira@example.com"]);
  const { out: password } = await roster(["reset-password", "mira", "--generate"]);
  await login.shows("Password");
  login.type(`${password.trim()}${enter}`);
  for (const asked of ["New password", "The same again"]) {
    await login.shows(asked);
    login.type(`${chosen}${enter}`);
  }
  await login.shows("Signed in");
  const follow = terminal(["audit", "--follow"]);
  await follow.shows("WHAT HAPPENED");
  await first.stop();
  await follow.shows("It is asked again until it answers.");
  await start({ PORT: new URL(first.address).port });
  await roster(["users", "create", "--username", "ada", "--email", "ada@example.com"]);
  await follow.shows("mira created ada");
  follow.type("\u0003");
  await follow.ended;
});
