import { spawnSync } from "node:child_process";
import { now } from "@/test/people";
import { password } from "../fixtures";
import { ctrlC, enter, expect, program, test, tokenOf } from "./terminal";

let counter = 0;
const aName = () => `cli-${process.pid}-${++counter}`;

test("create asks for what is missing, and prints what to hand over", async ({ signedIn, address }) => {
  const { terminal } = await signedIn("user-admin");
  const name = aName();
  const create = terminal(["users", "create"]);
  await create.shows("Username");
  create.type(`${name}${enter}`);
  await create.shows("Email");
  create.type(`${name}@example.com${enter}`);
  await create.shows(`Created ${name}.`);
  await create.shows(`Address: ${address}\nEmail: ${name}@example.com\nPassword: `);
  await create.shows("The password is shown only here; it works for 24 hours, to choose another.");
  expect(await create.ended).toBe(0);

  const handed = /Password: (\S+)/.exec(create.text())?.[1];
  const login = await fetch(`${address}/api/v2/users/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: `${name}@example.com`, password: handed }),
  });
  expect(login.status).toBe(201);
});

test("create takes flags alone in a script, and says what is wrong", async ({ signedIn, aUser, address }) => {
  const { roster } = await signedIn("owner");
  const [name, bot] = [aName(), aName()];
  const flags = ["--username", name, "--email", `${name}@example.com`, "--name", "Ada", "--role", "auditor,user-admin"];
  const created = await roster(["users", "create", ...flags, "--password", password, "--output", "json"]);
  expect(JSON.parse(created.out)).toMatchObject({
    username: name,
    address: address,
    password,
    must_change_password: false,
    roles: [{ name: "user-admin" }, { name: "auditor" }],
  });
  const service = await roster(["users", "create", "--username", bot, "--service-account"]);
  expect(service).toMatchObject({ code: 0, out: `${bot}\n`, err: expect.stringContaining("tokens only") });

  expect(await roster(["users", "create", ...flags])).toEqual({
    code: 1,
    out: "",
    err: expect.stringMatching(/^username: That username is taken.*\nemail: Another user has that email\.\n$/),
  });
  const missing = await roster(["users", "create", "--username", aName()]);
  expect(missing).toEqual({ code: 2, out: "", err: "There is no terminal to ask on. Give --email.\n" });
  expect((await roster(["users", "create", "--username", "a b", "--email", "nothing"])).err).toContain(
    "username: A username is 1 to 32 letters",
  );
  expect((await roster(["users", "create", "--service-account", "--password", password])).code).toBe(2);
  const unknown = await roster(["users", "create", "--role", "admn"]);
  expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining("There is no admn; there are owner") });

  const auditor = await signedIn("auditor");
  const refused = await auditor.roster(["users", "create", "--username", aName(), "--email", "x@example.com"]);
  expect(refused).toEqual({ code: 1, out: "", err: "Only owners and user admins can add users.\n" });
  expect(await now(await aUser())).toBeDefined();
});

test("list finds, sorts, cuts and chooses, in a table and in JSON", async ({ signedIn, aUser }) => {
  const { roster } = await signedIn("auditor");
  const word = aName();
  for (const letter of ["a", "b", "c"]) await aUser({ username: `${word}-${letter}`, name: `Zoë “${letter}” 李` });

  const all = await roster(["users", "list", "--filter", word]);
  expect(all).toMatchObject({ code: 0, err: "" });
  const lines = all.out.trimEnd().split("\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^USERNAME +NAME +EMAIL +STATUS +ROLES +LAST SEEN$/);
  expect(lines[1]).toContain(`${word}-a`);
  expect(all.out).not.toContain("\u001b");

  const turned = await roster([
    "users",
    "list",
    "-f",
    word,
    "--sort",
    "-username",
    "--limit",
    "2",
    "--columns",
    "username,status",
  ]);
  expect(turned.out.split("\n").map((line) => line.replaceAll(/ +/g, " "))).toEqual([
    "USERNAME STATUS",
    `${word}-c active`,
    `${word}-b active`,
    "",
  ]);

  const json = await roster(["users", "list", "-f", word, "-o", "json"]);
  expect(JSON.parse(json.out)).toMatchObject([{ username: `${word}-a`, roles: [] }, {}, {}]);
  const some = await roster(["users", "list", "-f", word, "-o", "json", "--columns", "email", "--limit", "1"]);
  expect(JSON.parse(some.out)).toEqual([{ email: `${word}-a@example.com` }]);
  expect((await roster(["users", "list", "-f", `${word}-nobody`, "-o", "json"])).out).toBe("[]\n");
  expect((await roster(["users", "list", "-f", `${word}-nobody`])).out).toMatch(/^USERNAME/);

  for (const [flags, sentence] of [
    [["-f", "sttus:active"], "There is no key sttus (column 1). The nearest is status."],
    [["--columns", "emial"], "There is no column emial. The nearest is email."],
    [["--limit", "0"], "It takes a whole number from 1."],
    [["--sort", "age"], "Allowed choices are username"],
    [["--fliter", "x"], "(Did you mean --filter?)"],
  ] as const) {
    const called = await roster(["users", "list", ...flags]);
    expect(called).toMatchObject({ code: 2, out: "", err: expect.stringContaining(sentence) });
  }
  const member = await signedIn();
  expect(await member.roster(["users", "list"])).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringContaining("can see all users"),
  });
});

test("a table fits its terminal, in colour unless told not to, and no name works the terminal", async ({
  signedIn,
  aUser,
}) => {
  const { terminal, roster } = await signedIn("auditor");
  const word = aName();
  await aUser({ username: `${word}-long`, name: `${"A very long name indeed ".repeat(4)}` });
  await aUser({ username: `${word}-wide`, name: "李".repeat(40) });
  await aUser({ username: `${word}-evil`, name: "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202eevil\r\nroot" });

  const narrow = terminal(["users", "list", "-f", word], { columns: 60 });
  expect(await narrow.ended).toBe(0);
  const widths = narrow
    .text()
    .split("\n")
    .map((line) => [...line].reduce((sum, it) => sum + (it === "李" ? 2 : 1), 0));
  expect(Math.max(...widths)).toBeLessThanOrEqual(60);
  expect(narrow.text()).toContain("…");
  expect(narrow.raw()).toContain("\u001b[32mactive");
  expect(narrow.text()).toContain("3 users");

  const plain = terminal(["users", "list", "-f", word], { env: { NO_COLOR: "1" } });
  await plain.ended;
  expect(plain.raw()).not.toContain("\u001b[3");

  for (const args of [
    ["list", "-f", word],
    ["list", "-f", word, "-o", "json"],
    ["show", `${word}-evil`],
  ]) {
    const { out } = await roster(["users", ...args]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  }
  const json = JSON.parse((await roster(["users", "list", "-f", `${word}-evil`, "-o", "json"])).out);
  expect(json[0].name).toContain("\u001b[2J");
});

test("show tells all there is of several, and of each that there is none", async ({ signedIn, aUser }) => {
  const { roster } = await signedIn("auditor");
  const [ada, grace] = [await aUser({ name: "Ada" }), await aUser()];
  const both = await roster(["users", "show", ada.username, grace.id]);
  expect(both.out).toMatch(new RegExp(`USERNAME +${ada.username}\n[^]*ID +${ada.id}\n\nUSERNAME +${grace.username}\n`));
  const json = await roster(["users", "show", ada.username, "-o", "json"]);
  expect(JSON.parse(json.out)).toMatchObject([{ id: ada.id }]);
  const some = await roster(["users", "show", ada.username, "no-such-person"]);
  expect(some).toMatchObject({ code: 1, err: "no-such-person: There is no such user.\n1 of 2 were not found.\n" });
  expect(some.out).toContain(ada.username);
  expect(await roster(["users", "show", "no-such-person"])).toEqual({
    code: 1,
    out: "",
    err: "There is no such user.\n",
  });
});

const acts = [
  { act: "suspend", question: /Suspend .+\? This ends all their sessions/, done: "is suspended." },
  { act: "activate", question: /Activate .+\?/, done: "is active." },
  { act: "delete", question: /Delete .+ for good\?/, done: "is deleted." },
] as const;

for (const { act, question, done } of acts) {
  test(`${act} asks, does it to each, and tells of each`, async ({ signedIn, aUser }) => {
    const { roster, terminal } = await signedIn("owner");
    const status = act === "activate" ? "suspended" : "active";
    const [ada, grace, mira] = [await aUser({ status }), await aUser({ status }), await aUser({ status })];
    const untouched = async () => expect((await now(ada))?.status).toBe(status);

    const refused = await roster(["users", act, ada.username]);
    expect(refused).toMatchObject({ code: 2, out: "", err: expect.stringContaining("give --yes") });
    await untouched();
    const no = terminal(["users", act, ada.username]);
    await no.shows(question);
    no.type(enter); // No is what is chosen.
    await no.shows("Cancelled. Nothing was changed.");
    expect(await no.ended).toBe(1);
    await untouched();

    const yes = terminal(["users", act, ada.username]);
    await yes.shows(question);
    yes.type("y");
    await yes.shows(`${ada.username} ${done}`);
    expect(await yes.ended).toBe(0);
    expect((await now(ada))?.status).not.toBe(status);

    const names = `${grace.username}\n\nno-such-person\n${mira.id}\n`;
    const several = await roster(["users", act, "-", "--yes"], { input: names });
    expect(several).toMatchObject({ code: 1, err: "no-such-person: There is no such user.\n1 of 3 were not done.\n" });
    expect(several.out.trimEnd().split("\n")).toEqual([`${grace.username} ${done}`, expect.stringContaining(done)]);
    expect((await now(mira))?.status).not.toBe(status);
    const json = await roster(["users", act, "no-such-person", "--yes", "-o", "json"]);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toEqual([
      {
        user: "no-such-person",
        done: false,
        problem: { status: 404, code: "not_found", message: "There is no such user." },
      },
    ]);
    // As for xargs: a list that is empty today is no mistake.
    const none = await roster(["users", act, "-", "--yes"]);
    expect(none).toEqual({ code: 0, out: "", err: "There is nobody to do it to.\n" });
    expect(await roster(["users", act, "-"], { input: mira.username })).toMatchObject({ code: 2, out: "" });
  });
}

test("what the person may not do is refused in the API’s words, and the rest of the list goes on", async ({
  signedIn,
  aUser,
}) => {
  const { roster } = await signedIn("user-admin");
  const [owner, ada] = [await aUser({ roles: ["owner"] }), await aUser()];
  const both = await roster(["users", "suspend", owner.username, ada.username, "--yes", "--reason", "a test"]);
  expect(both).toMatchObject({ code: 1, out: `${ada.username} is suspended.\n` });
  expect(both.err).toMatch(new RegExp(`^${owner.username}: .*owner`, "i"));
  expect(await now(owner)).toMatchObject({ status: "active" });
  expect(await now(ada)).toMatchObject({ status: "suspended", statusReason: "a test" });
});

test("where the session ends in the middle, it stops and says how far it came", async ({ signedIn, aUser }) => {
  const { roster } = await signedIn("owner");
  const [ada, grace] = [await aUser(), await aUser()];
  const called = await roster(["users", "suspend", ada.username, grace.username, "--yes", "--token", "gone"]);
  expect(called).toMatchObject({ code: 1, out: "" });
  expect(called.err).toContain("Stopped there: of 2, 2 were not done.");
  expect(await now(grace)).toMatchObject({ status: "active" });
  const json = await roster([
    "users",
    "suspend",
    ada.username,
    grace.username,
    "--yes",
    "--token",
    "gone",
    "-o",
    "json",
  ]);
  expect(JSON.parse(json.out)).toMatchObject([
    { user: ada.username, done: false, problem: { code: "signed_out" } },
    { user: grace.username, done: false },
  ]);
});

test("edit-roles gives, adds and takes away; without a flag it asks", async ({ signedIn, aUser }) => {
  const { roster, terminal } = await signedIn("owner");
  const ada = await aUser({ roles: ["auditor"] });
  const edit = (...flags: string[]) => roster(["users", "edit-roles", ada.username, "--yes", ...flags]);
  expect((await edit("--add", "user-admin")).out).toBe(`${ada.username} is User Admin and Auditor now.\n`);
  expect((await edit("--remove", "auditor", "--add", "template-admin")).err).toContain("can run code");
  expect((await now(ada))?.roles).toEqual(["user-admin", "template-admin"]);
  expect((await edit("--roles", "auditor")).out).toBe(`${ada.username} is Auditor now.\n`);
  expect((await edit("--roles", "member")).out).toBe(`${ada.username} has no role but Member now.\n`);
  expect(await edit("--roles", "owner", "--add", "auditor")).toMatchObject({ code: 2 });
  expect(await edit("--roles", "")).toMatchObject({ code: 2, err: expect.stringContaining("--roles member") });
  expect(await edit()).toMatchObject({ code: 2, err: expect.stringContaining("Give --roles, --add or --remove.") });

  const asks = terminal(["users", "edit-roles", ada.username]);
  await asks.shows(`Roles of ${ada.username}`);
  asks.type(`\u001b[B ${enter}`); // One down, chosen.
  await asks.shows(`Give exactly User Admin to ${ada.username}?`);
  asks.type("y");
  await asks.shows(`${ada.username} is User Admin now.`);
  expect(await asks.ended).toBe(0);

  const admin = await signedIn("user-admin");
  const refused = await admin.roster(["users", "edit-roles", ada.username, "--roles", "owner", "--yes"]);
  expect(refused).toEqual({ code: 1, out: "", err: "Only owners can change roles.\n" });
});

test("reset-password prints a temporary password for each, and ends their tokens", async ({
  signedIn,
  aUser,
  address,
}) => {
  const { roster, terminal } = await signedIn("user-admin");
  const [ada, grace] = [await aUser(), await aUser()];
  const token = await tokenOf(ada);
  const reset = terminal(["users", "reset-password", ada.username]);
  await reset.shows(`Reset the password of ${ada.username}? This ends all their sessions and tokens.`);
  reset.type("y");
  await reset.shows(`Address: ${address}\nEmail: ${ada.email}\nPassword: `);
  expect(await reset.ended).toBe(0);
  expect(await now(ada)).toMatchObject({ mustChangePassword: true });
  const me = await fetch(`${address}/api/v2/users/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(me.status).toBe(401);

  const json = await roster(["users", "reset-password", ada.username, grace.username, "--yes", "-o", "json"]);
  const answers = JSON.parse(json.out);
  expect(answers).toMatchObject([{ user: ada.username, done: true, answer: { email: ada.email } }, {}]);
  expect(answers[0].answer.password).not.toBe(answers[1].answer.password);
  const weak = await roster(["users", "reset-password", ada.username, "--yes", "--password", "short"]);
  expect(weak).toMatchObject({ code: 1, out: "" });
});

test("Ctrl-C ends quietly, in a question and in a long answer; so does a reader that has seen enough", async ({
  signedIn,
}) => {
  const { terminal, token } = await signedIn("owner");
  const asked = terminal(["users", "create"]);
  await asked.shows("Username");
  asked.type(ctrlC);
  expect(await asked.ended).toBe(1);
  expect(asked.text()).toContain("Cancelled. Nothing was changed.");
  expect(asked.text()).not.toMatch(/ at .+:\d+/);

  const follow = terminal(["audit", "--follow", "--limit", "1"]);
  await follow.shows("WHAT HAPPENED");
  follow.type(ctrlC);
  await follow.ended;
  expect(follow.text()).not.toMatch(/ at .+:\d+|Error/);
  expect(token).not.toBe("");
});

test("a reader that goes away ends a list, but stops no change in the middle", async ({ signedIn, aUser, address }) => {
  const { token } = await signedIn("owner");
  const people = await Promise.all(Array.from({ length: 6 }, () => aUser()));
  const names = people.map(({ username }) => username).join(" ");
  const env = { ...process.env, ROSTER_URL: address, ROSTER_TOKEN: token };
  const script = `set -o pipefail; "${process.execPath}" "${program}" users suspend ${names} --yes | true`;
  const { status } = spawnSync("bash", ["-c", script], { env, encoding: "utf8" });
  for (const person of people) expect(await now(person)).toMatchObject({ status: "suspended" });
  expect([0, 1]).toContain(status);
  const full = spawnSync("bash", ["-c", `"${process.execPath}" "${program}" tokens create > /dev/full`], {
    env,
    encoding: "utf8",
  });
  expect(full.status).toBe(1);
  expect(full.stderr).toContain("The answer could not be written");
});

test("words that the API has for something else are nobody’s names, and a typo among columns changes nothing", async ({
  signedIn,
}) => {
  const { roster } = await signedIn("owner");
  for (const name of ["first", "roles", ".", "..", "a/b", "login"]) {
    expect(await roster(["users", "show", name])).toEqual({ code: 1, out: "", err: "There is no such user.\n" });
  }
  const group = aName();
  expect(await roster(["groups", "create", group, "--columns", "nam"])).toMatchObject({
    code: 2,
    err: "There is no column nam. The nearest is name.\n",
  });
  expect((await roster(["groups", "list"])).out).not.toContain(group);
  expect(await roster(["audit", "vrify"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("The nearest command is verify."),
  });
});
