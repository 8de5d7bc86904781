import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { suspendUser } from "@/lib/users/suspend-user";
import { aGroup, as, now } from "@/test/people";
import { expect, program, test, tokenOf } from "./terminal";

let counter = 0;
const aName = () => `cli-rest-${process.pid}-${++counter}`;

test("tokens are made, listed and ended", async ({ signedIn, aUser, address }) => {
  const { roster, terminal, user } = await signedIn("user-admin");
  const made = await roster(["tokens", "create", "--name", "nightly", "--lifetime", "12h", "--scope", "read"]);
  expect(made).toMatchObject({ code: 0, err: "This is the token. It is never shown again.\n" });
  const token = made.out.trim();
  const reads = () => fetch(`${address}/api/v2/users/me`, { headers: { authorization: `Bearer ${token}` } });
  expect((await reads()).status).toBe(200);

  const listed = JSON.parse((await roster(["tokens", "list", "-o", "json"])).out);
  const nightly = listed.find(({ token_name }: { token_name: string }) => token_name === "nightly");
  expect(nightly).toMatchObject({ scope: "read", lifetime_seconds: 12 * 3600, username: user?.username });
  expect((await roster(["tokens", "list"])).out).toMatch(/OWNER +NAME +SCOPE.*nightly/s);

  const other = await aUser();
  await tokenOf(other);
  expect((await roster(["tokens", "list", "--all"])).out).toContain(other.username);
  expect((await roster(["tokens", "list", "--user", other.username])).out).toContain(other.username);
  const handed = await roster(["tokens", "create", "--user", other.username]);
  expect(handed.code).toBe(0);

  expect(await roster(["tokens", "create", "--name", "nightly"])).toMatchObject({ code: 1, out: "" });
  expect(await roster(["tokens", "create", "--lifetime", "soon"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("It looks like 12h"),
  });
  expect(await roster(["tokens", "create", "--lifetime", "900w"])).toMatchObject({ code: 2, out: "" });
  expect(await roster(["tokens", "remove", "nightly"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("--yes"),
  });
  expect(await roster(["tokens", "remove", "nightly", "no-such-token", "--yes"])).toMatchObject({ code: 1, out: "" });
  expect((await reads()).status).toBe(200);

  const remove = terminal(["tokens", "remove", "NIGHTLY"]);
  await remove.shows("End nightly? Whatever uses it stops working at once.");
  remove.type("y");
  await remove.shows("The token nightly is ended.");
  expect(await remove.ended).toBe(0);
  expect((await reads()).status).toBe(401);
  const member = await signedIn();
  expect(await member.roster(["tokens", "list", "--all"])).toMatchObject({ code: 1, out: "" });
});

test("groups are made, filled, renamed and deleted", async ({ signedIn, aUser }) => {
  const { roster, terminal } = await signedIn("user-admin");
  const [name, renamed] = [aName(), aName()];
  const [ada, grace] = [await aUser(), await aUser()];
  const created = await roster(["groups", "create", name, "--display-name", "The Group", "-o", "json"]);
  expect(JSON.parse(created.out)).toMatchObject({ name, display_name: "The Group" });
  const edit = await roster(["groups", "edit", name, "--add", `${ada.username},${grace.username}`, "--name", renamed]);
  expect(edit).toMatchObject({ code: 0, out: expect.stringMatching(/MEMBERS +2/), err: `Changed ${renamed}.\n` });
  expect((await roster(["groups", "edit", renamed, "--remove", ada.username])).out).toMatch(/MEMBERS +1/);
  const bad = await roster(["groups", "edit", renamed, "--add", "no-such-person"]);
  expect(bad).toMatchObject({ code: expect.any(Number), out: "" });
  expect(bad.code).not.toBe(0);
  expect(await roster(["groups", "edit", renamed])).toMatchObject({
    code: 2,
    err: expect.stringContaining("Say what to change"),
  });
  expect((await roster(["groups", "list", "--member", grace.username])).out).toContain(renamed);
  expect((await roster(["users", "list", "-f", `group:${renamed}`])).out).toContain(grace.username);

  const remove = terminal(["groups", "delete", renamed]);
  await remove.shows(`Delete the group ${renamed}? Their members stay.`);
  remove.type("y");
  await remove.shows(`The group ${renamed} is deleted.`);
  expect(await remove.ended).toBe(0);
  expect(await now(grace)).toBeDefined();
  expect(await roster(["groups", "delete", renamed, "--yes"])).toMatchObject({ code: 1, out: "" });

  const auditor = await signedIn("auditor");
  const group = await aGroup();
  expect(await auditor.roster(["groups", "delete", group.name, "--yes"])).toEqual({
    code: 1,
    out: "",
    err: "Only owners and user admins can manage groups.\n",
  });
  expect(await auditor.roster(["groups", "create", aName()])).toMatchObject({ code: 1, out: "" });
});

test("roles says who holds how many, and which one may give", async ({ signedIn }) => {
  const owner = JSON.parse((await (await signedIn("owner")).roster(["roles", "-o", "json"])).out);
  expect(owner).toMatchObject([{ name: "owner", assignable: true, holders: expect.any(Number) }, {}, {}, {}]);
  expect(owner[0].holders).toBeGreaterThan(0);
  const { out } = await (await signedIn("auditor")).roster(["roles"]);
  expect(out).toMatch(/user-admin +User Admin +\d+ +no +Adds and removes users/);
});

test("audit lists the newest, as asked for, and follows what happens", async ({ signedIn, aUser }) => {
  const { roster, terminal } = await signedIn("auditor");
  const owner = as(await aUser({ roles: ["owner"] }));
  const [ada, grace] = [await aUser(), await aUser()];
  await suspendUser(owner, { userId: ada.id, reason: "left" });

  const listed = await roster(["audit", "--filter", `target:${ada.username}`]);
  expect(listed.out).toMatch(
    new RegExp(`TIME +WHAT HAPPENED +FROM\n.+${owner.username} suspended ${ada.username}: left`),
  );
  const json = JSON.parse((await roster(["audit", "-f", `target:${ada.username}`, "-o", "json"])).out);
  expect(json).toMatchObject([{ resource_target: ada.username, additional_fields: { action: "user.suspended" } }]);
  const [first] = JSON.parse((await roster(["audit", "--limit", "1", "-o", "json"])).out);
  expect(first.time).toBeTruthy();
  expect(await roster(["audit", "-f", "acton:x"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("The nearest is action"),
  });
  expect((await roster(["audit", "-f", `target:${ada.username}`, "--columns", "action,actor,target"])).out).toMatch(
    new RegExp(`user.suspended +${owner.username} +${ada.username}`),
  );

  const follow = terminal(["audit", "--follow", "--filter", `target:${ada.username} OR target:${grace.username}`]);
  await follow.shows(`suspended ${ada.username}`);
  await suspendUser(owner, { userId: grace.id, reason: "as it happens" });
  await follow.shows(`suspended ${grace.username}: as it happens`);
  follow.type("\u0003");
  await follow.ended;
  expect(follow.text().match(/suspended/g)).toHaveLength(2);

  const member = await signedIn("user-admin");
  expect(await member.roster(["audit"])).toEqual({
    code: 1,
    out: "",
    err: "Only owners and auditors can read the audit log.\n",
  });
});

test("audit verify tells that the log holds, and where it does not", async ({ signedIn, aUser }) => {
  const { roster } = await signedIn("auditor");
  const told = await roster(["audit", "verify"]);
  expect(told).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+:[0-9a-f]{64}\n$/) });
  expect(told.err).toContain("The audit log is as it was written");
  await suspendUser(as(await aUser({ roles: ["owner"] })), { userId: (await aUser()).id });
  expect(await roster(["audit", "verify", "--expect", told.out.trim()])).toMatchObject({ code: 0 });
  const [length, head = ""] = told.out.trim().split(":");
  const other = head.startsWith("0") ? `1${head.slice(1)}` : `0${head.slice(1)}`;
  const broken = await roster(["audit", "verify", "--expect", `${length}:${other}`]);
  expect(broken).toMatchObject({
    code: 1,
    err: expect.stringContaining(`The audit log is broken at number ${length}`),
  });
  expect(await roster(["audit", "verify", "--expect", "soon"])).toMatchObject({ code: 2 });
  const admin = await signedIn("user-admin");
  expect(await admin.roster(["audit", "verify"])).toMatchObject({ code: 1, out: "" });
});

test("a typo is told with the nearest command, help is help, and the version is the package’s", async ({ nobody }) => {
  expect(await nobody.roster(["usrs"])).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringContaining("(Did you mean users?)"),
  });
  expect(await nobody.roster(["users", "suspnd"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("(Did you mean suspend?)"),
  });
  expect(await nobody.roster(["users", "suspend"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("missing required argument"),
  });
  expect(await nobody.roster(["users", "list", "--help"])).toMatchObject({
    code: 0,
    err: "",
    out: expect.stringContaining("Usage: roster users list"),
  });
  expect(await nobody.roster(["--version"])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

test("whoever reads may have seen enough", async ({ signedIn, address }) => {
  const { token } = await signedIn("owner");
  const { stdout, stderr } = spawnSync(
    "sh",
    ["-c", `"${process.execPath}" "${program}" audit --limit 5000 -o json | head -c 20; echo`],
    {
      env: { ...process.env, ROSTER_URL: address, ROSTER_TOKEN: token },
      encoding: "utf8",
    },
  );
  expect(stdout).toMatch(/^\[\n\{"id"/);
  expect(stderr).toBe("");
});

test("the Tab key knows commands, flags, roles, columns and names, and runs nothing of them", async ({
  signedIn,
  aUser,
  configDir,
  address,
}) => {
  const { roster, token } = await signedIn("owner");
  const ada = await aUser({ username: aName(), name: "Ada" });
  const after = async (...words: string[]) =>
    (await roster(["__complete", "--", ...words])).out
      .split("\n")
      .filter(Boolean)
      .map((line) => line.split("\t")[0]);
  expect(await after("us")).toEqual(["users"]);
  expect(await after("users", "s")).toEqual(["show", "suspend"]);
  expect(await after("users", "suspend", "--re")).toEqual(["--reason"]);
  expect(await after("users", "edit-roles", "x", "--roles", "auditor,us")).toEqual(["auditor,user-admin"]);
  expect(await after("users", "list", "--columns", "last")).toEqual(["last_seen_at"]);
  expect(await after("users", "list", "--sort", "-st")).toEqual(["-status"]);
  expect(await after("users", "list", "--output", "")).toEqual(["table", "json"]);
  expect(await after("users", "show", ada.username.slice(0, -1))).toContain(ada.username);
  expect(await after("users", "show", "other", ada.username)).toEqual([ada.username]);
  expect(await after("completion", "")).toEqual(["bash", "zsh", "fish"]);
  expect(await after("whoami", "")).toEqual([]);
  expect((await roster(["__complete", "--", "users", "show", "a"], { env: { ROSTER_TOKEN: "gone" } })).code).toBe(0);

  const folder = dirname(configDir);
  expect((await roster(["tokens", "create", "--name", "$(touch trap)"])).code).toBe(0);
  const bin = join(folder, "bin");
  await mkdir(bin, { recursive: true });
  await symlink(program, join(bin, "roster"));
  const env = {
    ...process.env,
    PATH: `${bin}:${dirname(process.execPath)}:${process.env.PATH}`,
    ROSTER_URL: address,
    ROSTER_TOKEN: token,
    HOME: folder,
  };
  const pressed = (line: string) => {
    const script = `eval "$(roster completion bash)"; COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _roster; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return spawnSync("bash", ["-c", script], { env, encoding: "utf8", cwd: folder }).stdout;
  };
  expect(pressed("roster users s")).toBe("show\nsuspend\n");
  expect(pressed("roster tokens remove '$('")).toContain("touch");
  expect(existsSync(join(folder, "trap"))).toBe(false);
  expect(await roster(["completion", "powershell"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("bash, zsh, fish"),
  });
  expect((await roster(["completion", "zsh"])).out).toContain("#compdef roster");
});
