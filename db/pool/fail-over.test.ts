import { afterAll, beforeAll, expect, test } from "vitest";
import { aPair, type Pair, until } from "@/test/clusters";
import { migrateDatabase } from "../migrate";
import { clientOf } from "./client";
import { openPool, type Pool } from "./pool";

/** Two real PostgreSQL, one of which follows the other. */

let pair: Pair;
let pool: Pool;

beforeAll(async () => {
  pair = await aPair();
  const limits = { waitMs: 5000, maxWaiting: 10, answerWithinMs: 25_000 };
  const options = { connect_timeout: 5 };
  pool = openPool({ url: `${pair.url}?target_session_attrs=read-write`, options, size: 3, ...limits });
});

afterAll(async () => {
  await pool?.end({ timeout: 1 });
  await pair?.remove();
});

const ask = async (question: string) => [...(await clientOf(pool).unsafe(question))];
const port = async () => (await ask("select inet_server_port() as port"))[0]?.port;
const write = async () => (await ask("insert into kept values (1) returning what")).length === 1;

test("of a standby and a primary it is the primary, whoever stands first", async () => {
  await migrateDatabase(pair.url);
  await ask("create table kept (what int)");
  expect(await port()).toBe(pair.primary.port);
});

test("a commit that somebody cancels before the standby has it is not told to be done", async () => {
  const insert = () => clientOf(pool).begin((tx) => tx.unsafe("insert into kept values (3)"));
  await insert();
  pair.standby.signal("SIGSTOP");
  const waiting = insert();
  waiting.catch(() => {});
  const cancel = "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'";
  await until(async () => (await pair.primary.ask(cancel)).length > 0);
  pair.standby.signal("SIGCONT");
  await expect(waiting).rejects.toMatchObject({ code: "57014" });
  await insert();
});

test("a primary that vanishes without a word is let go once its standby was promoted", async () => {
  await write();
  pair.primary.signal("SIGSTOP");
  const lost = ask("insert into kept values (2)");
  lost.catch(() => {});
  await pair.promote();
  await until(write);
  await expect(lost).rejects.toMatchObject({ code: "CONNECTION_DESTROYED" });
  expect(await port()).toBe(pair.standby.port);
  expect(await ask("select * from kept where what = 2")).toEqual([]);
});

test("one that was replaced and comes back as if nothing had been gets no writes", async () => {
  pair.primary.signal("SIGCONT");
  await until(async () => (await pair.primary.ask("select 1")).length === 1);
  pair.standby.signal("SIGKILL");
  await until(async () => {
    await pair.standby.start();
    return write();
  });
  expect(await port()).toBe(pair.standby.port);
});

test("while no host takes writes it is told at once, with why of each", async () => {
  pair.standby.signal("SIGKILL");
  pair.primary.signal("SIGKILL");
  await until(async () =>
    ask("select 1").then(
      () => false,
      ({ code }) => code === "NO_PRIMARY",
    ),
  );
  const [one, other] = [pair.primary.port, pair.standby.port];
  await expect(ask("select 1")).rejects.toThrow(
    new RegExp(`no host takes writes: .*${one}.*; .*${other}|${other}.*; .*${one}`),
  );
});
