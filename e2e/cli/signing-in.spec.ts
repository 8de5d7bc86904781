import { existsSync, statSync } from "node:fs";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { password } from "../fixtures";
import { enter, expect, test, tokenOf } from "./terminal";

const holds = async (address: string, token: string) =>
  (await fetch(`${address}/api/v2/users/me`, { headers: { authorization: `Bearer ${token}` } })).status === 200;

test("login asks, keeps the session for this user alone, and logout ends it", async ({
  aUser,
  nobody,
  configDir,
  address,
}) => {
  const ada = await aUser();
  const login = nobody.terminal(["login", address]);
  await login.shows("Email");
  login.type(`${ada.email}${enter}`);
  await login.shows("Password");
  login.type(`${password}${enter}`);
  expect(await login.ended).toBe(0);
  await login.shows(`Signed in to ${address} as ${ada.username}.`);
  expect(login.text()).not.toContain(password);

  const file = join(configDir, "session.json");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(configDir).mode & 0o777).toBe(0o700);
  const { token } = JSON.parse(await readFile(file, "utf8"));

  const who = await nobody.roster(["whoami", "--output", "json"]);
  expect(who.code).toBe(0);
  expect(JSON.parse(who.out)).toMatchObject({ username: ada.username, url: address });
  expect((await nobody.roster(["whoami"])).out).toContain(ada.username);

  expect(await nobody.roster(["logout", "--url", "http://127.0.0.1:9"])).toMatchObject({ code: 0 });
  expect(await holds(address, token)).toBe(true);
  expect(await nobody.roster(["logout"])).toMatchObject({ code: 0, out: "", err: `Signed out of ${address}.\n` });
  expect(existsSync(file)).toBe(false);
  expect(await holds(address, token)).toBe(false);
  expect(await nobody.roster(["logout"])).toMatchObject({ code: 0, err: "You are not signed in.\n" });
  expect(await nobody.roster(["whoami"])).toEqual({
    code: 1,
    out: "",
    err: "Which server? Sign in with: roster login <url>\n",
  });
});

test("a wrong password, or a token that does not hold, keeps nothing", async ({
  aUser,
  nobody,
  configDir,
  address,
}) => {
  const ada = await aUser();
  const login = nobody.terminal(["login", address, "--email", ada.email ?? ""]);
  await login.shows("Password");
  login.type(`not the password of ada${enter}`);
  await login.shows("That email and password do not go together.");
  expect(await login.ended).toBe(1);

  const token = await nobody.roster(["login", address, "--token", "nonsense"]);
  expect(token).toMatchObject({ code: 1, out: "" });
  expect(token.err).toContain("This token does not hold");
  expect(existsSync(join(configDir, "session.json"))).toBe(false);

  const pipe = await nobody.roster(["login", address, "--email", ada.email ?? ""]);
  expect(pipe).toMatchObject({ code: 2, err: "There is no terminal to ask on. Give --token.\n" });
});

test("whoever has a temporary password chooses a new one, and is told why one will not do", async ({
  aUser,
  nobody,
  address,
}) => {
  const ada = await aUser({ temporary: true });
  const login = nobody.terminal(["login", address, "--email", ada.email ?? ""]);
  await login.shows("Password");
  login.type(`${password}${enter}`);
  await login.shows("This password is temporary. Choose a new one.");
  await login.shows("New password");
  login.type(`password1234567${enter}`);
  await login.shows("The same again");
  login.type(`password1234567${enter}`);
  await login.shows(/common|guess|easy/i);
  for (const asked of ["New password", "The same again"]) {
    await login.shows(asked);
    login.type(`nine herons by a grey canal${enter}`);
  }
  expect(await login.ended).toBe(0);
  expect((await nobody.roster(["whoami"])).out).toContain(ada.username);
});

test("a token that is handed in is kept, and goes on working after logout", async ({ aUser, nobody, address }) => {
  const ada = await aUser();
  const token = await tokenOf(ada);
  const login = await nobody.roster(["login", address, "--token", "-"], { input: `${token}\n` });
  expect(login).toMatchObject({ code: 0, out: `Signed in to ${address} as ${ada.username}.\n` });
  expect((await nobody.roster(["whoami"])).out).toContain(ada.username);
  const logout = await nobody.roster(["logout"]);
  expect(logout.err).toContain("The token itself goes on working.");
  expect(await holds(address, token)).toBe(true);
});

test("flags come before the environment, and that before what was kept, which goes to no other server", async ({
  aUser,
  nobody,
  address,
}) => {
  const [kept, environment, flag] = [await aUser(), await aUser(), await aUser()];
  await nobody.roster(["login", address, "--token", await tokenOf(kept)]);
  const env = { ROSTER_TOKEN: await tokenOf(environment) };
  const as = async (args: string[], more = {}) =>
    JSON.parse((await nobody.roster(["whoami", "-o", "json", ...args], more)).out).username;
  expect(await as([])).toBe(kept.username);
  expect(await as([], { env })).toBe(environment.username);
  expect(await as(["--token", await tokenOf(flag)], { env })).toBe(flag.username);
  expect(await as(["--url", `${address}/users?q=copied`])).toBe(kept.username);

  const asked: (string | undefined)[] = [];
  const other = createServer((request, response) => {
    asked.push(request.headers.authorization);
    response.writeHead(200, { "content-type": "text/html" }).end("<p>no Roster</p>");
  }).listen(0, "127.0.0.1");
  await new Promise((done) => other.on("listening", done));
  const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  for (const call of [
    await nobody.roster(["whoami", "--url", elsewhere]),
    await nobody.roster(["whoami"], { env: { ROSTER_URL: elsewhere } }),
  ]) {
    expect(call).toEqual({
      code: 1,
      out: "",
      err: `You are not signed in to ${elsewhere}. Sign in with: roster login ${elsewhere}\n`,
    });
  }
  expect(asked).toEqual([]);
  other.close();
});

test("what is no Roster, or does not answer, is told as that", async ({ nobody }) => {
  const pages = createServer((request, response) => {
    if (request.url?.includes("groups"))
      response.writeHead(200, { "content-type": "application/json" }).end('[{"name":');
    else if (request.url?.includes("users/me"))
      response.writeHead(301, { location: "https://elsewhere.example/" }).end();
    else response.writeHead(404, { "content-type": "text/html" }).end("<p>no Roster</p>");
  }).listen(0, "127.0.0.1");
  await new Promise((done) => pages.on("listening", done));
  const address = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  const as = ["--url", address, "--token", "t"];
  expect(await nobody.roster(["whoami", ...as])).toMatchObject({
    code: 1,
    err: expect.stringContaining("sends on to https://elsewhere.example/"),
  });
  expect(await nobody.roster(["groups", "list", ...as])).toEqual({
    code: 1,
    out: "",
    err: `${address} answered what cannot be read. Is this the right address?\n`,
  });
  expect(await nobody.roster(["roles", ...as])).toMatchObject({
    code: 1,
    err: `${address} answered 404, and not as a Roster does. Is this the right address?\n`,
  });
  await new Promise((done) => pages.close(done));
  expect(await nobody.roster(["roles", ...as])).toMatchObject({
    code: 1,
    out: "",
    err: `${address} does not answer (connection refused). Is this the address of a Roster that runs?\n`,
  });
  expect(await nobody.roster(["login", "ftp://example.com", "--token", "t"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("is no address of a server"),
  });
});

test("an answer that is no Roster’s is never taken for done, and a token is never repeated", async ({ nobody }) => {
  let answer = { type: "text/html", text: "<h1>Sign in to this network</h1>" };
  const portal = createServer((_, response) => {
    response.writeHead(200, { "content-type": answer.type }).end(answer.text);
  }).listen(0, "127.0.0.1");
  await new Promise((done) => portal.on("listening", done));
  const address = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
  const as = ["--url", address, "--token", "t"];
  const commands = [["whoami"], ["users", "list"], ["users", "delete", "x", "--yes"], ["groups", "list"], ["audit"]];
  for (const command of [...commands, ["login", address, "--email", "ada@example.com"]]) {
    const called = await nobody.roster([...command, ...(command[0] === "login" ? [] : as)]);
    expect(called).toMatchObject({ code: 1, out: "" });
    expect(called.err).toContain("answered 200, and not as a Roster does.");
  }
  answer = { type: "application/json", text: '{"other": 1}' };
  expect((await nobody.roster(["users", "list", "-o", "json", ...as])).code).toBe(1);
  const odd = await nobody.roster(["audit", ...as]);
  expect(odd.code).toBe(1);
  expect(odd.err.split("\n").length).toBeLessThan(4);
  portal.close();

  for (const token of ["SEKRIT\ntoken", "SEKRIT…"]) {
    const called = await nobody.roster(["whoami", "--url", address, "--token", token]);
    expect(called).toMatchObject({ code: 2, out: "", err: expect.stringContaining("This is no token") });
    expect(called.err).not.toContain("SEKRIT");
  }
  const secret = await nobody.roster(["whoami", "--url", "http://ada:SEKRIT@127.0.0.1", "--token", "t"]);
  expect(secret).toMatchObject({ code: 2, err: expect.not.stringContaining("SEKRIT") });
});

test("no name works the terminal in a question either", async ({ nobody }) => {
  const evil = "\u001b]0;owned\u0007\u001b[2J";
  const hostile = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ id: "g", name: `g${evil}`, display_name: "", total_member_count: 0 }));
  }).listen(0, "127.0.0.1");
  await new Promise((done) => hostile.on("listening", done));
  const address = `http://127.0.0.1:${(hostile.address() as AddressInfo).port}`;
  const asked = nobody.terminal(["groups", "delete", "g", "--url", address, "--token", "t"]);
  await asked.shows("Delete the group g");
  expect(asked.raw()).not.toContain("\u001b]0;owned");
  asked.type("\u0003");
  await asked.ended;
  hostile.close();
});

test("signing in again ends the session before, tells of the environment, and mends what it kept", async ({
  aUser,
  nobody,
  configDir,
  address,
}) => {
  const ada = await aUser();
  const signIn = async (env = {}) => {
    const login = nobody.terminal(["login", address, "--email", ada.email ?? ""], { env });
    await login.shows("Password");
    login.type(`${password}${enter}`);
    expect(await login.ended).toBe(0);
    return login.text();
  };
  const file = join(configDir, "session.json");
  await signIn();
  const { token } = JSON.parse(await readFile(file, "utf8"));
  await chmod(file, 0o644);
  expect((await nobody.roster(["whoami"])).err).toContain("could be read by others");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await signIn({ ROSTER_TOKEN: "stale" })).toContain("ROSTER_TOKEN in the environment still comes before");
  expect(await holds(address, token)).toBe(false);
  expect(await nobody.roster(["whoami"])).toMatchObject({ code: 0 });
  expect(await nobody.roster(["whoami"], { env: { ROSTER_TOKEN: "stale" } })).toMatchObject({
    code: 1,
    err: expect.stringContaining("The token in ROSTER_TOKEN does not hold"),
  });

  await writeFile(file, '{"url": "x y", "token": "y"}');
  expect(await nobody.roster(["whoami"])).toMatchObject({
    code: 1,
    err: expect.stringContaining("Forget it with: roster logout"),
  });
  const flags = ["--url", address, "--token", await tokenOf(ada)];
  expect(await nobody.roster(["whoami", ...flags])).toMatchObject({ code: 0 });
  expect(await nobody.roster(["logout"])).toMatchObject({ code: 0 });
  expect(existsSync(file)).toBe(false);

  await writeFile(join(configDir, "a-file"), "");
  const env = { ROSTER_CONFIG_DIR: join(configDir, "a-file") };
  const refused = await nobody.roster(["login", address, "--token", await tokenOf(ada)], { env });
  expect(refused).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringContaining("ROSTER_CONFIG_DIR names another folder"),
  });
});
