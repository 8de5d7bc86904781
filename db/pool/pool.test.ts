import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterEach, expect, inject, onTestFinished, test, vi } from "vitest";
import { clientOf } from "./client";
import { openPool, type Pool } from "./pool";

const pools: Pool[] = [];

function aPool(more: Partial<Parameters<typeof openPool>[0]> = {}) {
  const options = { connect_timeout: 2 };
  const url = inject("databaseUrl");
  const pool = openPool({ url, options, size: 2, waitMs: 300, maxWaiting: 2, answerWithinMs: 5000, ...more });
  pools.push(pool);
  return clientOf(pool);
}

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.end({ timeout: 1 });
});

const codeOf = (work: PromiseLike<unknown>) =>
  Promise.resolve(work).then(
    () => "answered",
    (error) => error.code,
  );

/** Ends a connection from outside, as a crash of the database does. */
async function cut(pid: number) {
  const sql = postgres(inject("databaseUrl"), { max: 1 });
  await sql`select pg_terminate_backend(${pid})`;
  await sql.end();
}

test("lists of texts and of ids go there and come back as they are", async () => {
  const sql = aPool();
  const texts = ["", "null", "NULL", " a,b ", '"', "\\", '\\"', "{}", "line\nline", "ä🪁"];
  const ids = ["01900000-0000-7000-8000-000000000000", "01900000-0000-7000-8000-000000000001"];
  for (const [list, type] of [
    [texts, "text"],
    [[], "text"],
    [["a", null, "null"], "text"],
    [ids, "uuid"],
  ] as const) {
    const question = `select $1::${type}[] as list, to_json($1::${type}[]) as json`;
    for (const prepare of [false, true]) {
      const [row] = await sql.unsafe(question, [list as string[]], { prepare });
      expect(row).toEqual({ list, json: list });
    }
  }
});

test("what is asked again because its prepared statement is gone, or of another type by now, is asked with the same values", async () => {
  const sql = aPool({ size: 1 });
  await sql.unsafe("create table if not exists pg_temp.changing (one int)");
  const question =
    "select $1::text[] as list, $2::uuid[] as ids, $3::boolean as yes, $4::boolean as no, $5::bytea as bytes, 1 as one";
  const ask = () =>
    sql.unsafe(
      question,
      [['a"b', ""], ["01900000-0000-7000-8000-000000000000"], true, false, Buffer.from("\\xff")] as never[],
      { prepare: true },
    );
  const before = await ask();
  await sql.unsafe("deallocate all");
  expect(await ask()).toEqual(before);
  expect(before[0]).toMatchObject({ list: ['a"b', ""], yes: true, no: false, bytes: Buffer.from("\\xff") });

  const found = () =>
    sql.unsafe("select *, $1::boolean as yes from pg_temp.changing", [true] as never[], { prepare: true });
  await sql.unsafe("insert into pg_temp.changing values (1)");
  expect(await found()).toEqual([{ one: 1, yes: true }]);
  await sql.unsafe("alter table pg_temp.changing alter one type text");
  expect(await found()).toEqual([{ one: "1", yes: true }]);
});

/** Leads to the PostgreSQL, which greets and then says no more, until the test is over. */
async function mutePostgres() {
  const behind = new URL(inject("databaseUrl"));
  let asked = "";
  const sockets: Socket[] = [];
  const proxy = createServer((near) => {
    const far = connect(Number(behind.port), behind.hostname);
    sockets.push(near, far);
    for (const socket of [near, far]) socket.on("error", () => {});
    const pass = (piece: Buffer) => {
      near.write(piece);
      // Its first word that it is ready, which comes last.
      if (piece.at(-6) === "Z".charCodeAt(0) && piece.at(-2) === 5) far.off("data", pass);
    };
    far.on("data", pass);
    near.on("data", (piece) => {
      asked += piece.toString("latin1");
      far.write(piece);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const url = new URL(behind);
  url.port = String((proxy.address() as AddressInfo).port);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  return { url: url.href, asked: () => asked };
}

const pidIn = async (sql: { unsafe: postgres.Sql["unsafe"] }) =>
  Number((await sql.unsafe("select pg_backend_pid() as pid"))[0]?.pid);

test("whoever waits for a connection is refused after a while, and at once where too many wait", async () => {
  const sql = aPool();
  const busy = [sql.unsafe("select pg_sleep(1)"), sql.unsafe("select pg_sleep(1)")].map(codeOf);
  const waiting = [codeOf(sql.unsafe("select 1")), codeOf(sql.unsafe("select 1"))];
  expect(await codeOf(sql.unsafe("select 1"))).toBe("POOL_FULL");
  expect(await Promise.all(waiting)).toEqual(["POOL_TIMEOUT", "POOL_TIMEOUT"]);
  expect(await Promise.all(busy)).toEqual(["answered", "answered"]);
  expect(await codeOf(sql.unsafe("select 1"))).toBe("answered");
});

test("a query that the database never answers is given up, and the next has another connection", async () => {
  const sql = aPool({ answerWithinMs: 200, size: 1 });
  const start = performance.now();
  expect(await codeOf(sql.unsafe("select pg_sleep(30)"))).toBe("CONNECTION_DESTROYED");
  expect(performance.now() - start).toBeLessThan(5000);
  expect(await codeOf(sql.unsafe("select 1"))).toBe("answered");
});

test("where nothing is answered on a new connection, whoever asked is told, and nothing fails that nobody waits for", async () => {
  const failed = vi.fn();
  process.on("unhandledRejection", failed);
  onTestFinished(() => void process.off("unhandledRejection", failed));
  const { url, asked } = await mutePostgres();
  const sql = aPool({ url, answerWithinMs: 200, size: 1 });
  expect(await codeOf(sql.unsafe("select 1"))).toBe("CONNECTION_DESTROYED");
  await pause(0); // Only then would it be told.
  expect(failed).not.toHaveBeenCalled();
  expect(asked()).toContain("select 1");
});

test("where one does not answer, those that are idle are not asked any more either", async () => {
  const sql = aPool({ answerWithinMs: 400, size: 3, waitMs: 5000, maxWaiting: 10 });
  const asked = "select pg_backend_pid() as pid, pg_sleep(0.1)";
  const pids = async () => (await Promise.all([1, 2, 3].map(() => sql.unsafe(asked)))).map(([row]) => row?.pid);
  const before = await pids();
  expect(new Set(before).size).toBe(3);
  expect(await codeOf(sql.unsafe("select pg_sleep(30)"))).toBe("CONNECTION_DESTROYED");
  for (const pid of await pids()) expect(before).not.toContain(pid);
});

test("a transaction whose connection is lost goes on nowhere else: what is left of it fails", async () => {
  const sql = aPool({ size: 1 });
  await sql.unsafe("create table if not exists half_done (word text)");
  const during = sql.begin(async (tx) => {
    await tx.unsafe("insert into half_done values ('before')");
    await cut(await pidIn(tx)).catch(() => {});
    await codeOf(tx.unsafe("insert into half_done values ('meanwhile')"));
    expect(await codeOf(tx.unsafe("insert into half_done values ('after')"))).toBe("CONNECTION_CLOSED");
  });
  expect(await codeOf(during)).toBe("CONNECTION_CLOSED");
  expect(await sql.unsafe("select * from half_done")).toEqual([]);
  await sql.unsafe("drop table half_done");
});

test("however often connections break, every answer is that of its own question", async () => {
  const sql = aPool({ size: 4, waitMs: 5000, maxWaiting: 100 });
  let wrong = 0;
  let right = 0;
  let number = 0;
  let over = false;
  const ask = async () => {
    while (!over) {
      const mine = ++number;
      const question = `select ${mine} as mine`;
      const answer = await (mine % 3
        ? sql.unsafe(question)
        : sql.begin(async (tx) => {
            await tx.unsafe("select 0 as mine");
            return tx.unsafe(question);
          })
      ).then(
        ([row]) => row?.mine,
        () => null,
      );
      if (answer === mine) right++;
      else if (answer !== null) wrong++;
    }
  };
  const asking = Array.from({ length: 12 }, ask);
  for (let times = 0; times < 20; times++) {
    const pid = await pidIn(sql).catch(() => null);
    if (pid) await cut(pid);
  }
  over = true;
  await Promise.all(asking);
  expect(wrong).toBe(0);
  expect(right).toBeGreaterThan(20);
});

test("a failed query that nobody minds does not let a transaction pass for done", async () => {
  const sql = aPool();
  const done = sql.begin(async (tx) => {
    await codeOf(tx.unsafe("select 1 / 0"));
  });
  await expect(done).rejects.toThrow(/failed/);
});

test("a transaction within one may fail alone", async () => {
  const sql = aPool();
  const [row] = await sql.begin(async (tx) => {
    await codeOf(tx.savepoint((inner) => inner.unsafe("select 1 / 0")));
    return tx.unsafe("select 'went on' as word");
  });
  expect(row?.word).toBe("went on");
});

test("a pool that ends lets what runs finish, and takes nothing more", async () => {
  const sql = aPool();
  const running = codeOf(sql.unsafe("select pg_sleep(0.3)"));
  await new Promise((resolve) => setTimeout(resolve)); // A query begins when it is awaited.
  const ended = pools[0]?.end({ timeout: 5 });
  expect(await codeOf(sql.unsafe("select 1"))).toBe("CONNECTION_ENDED");
  expect(await running).toBe("answered");
  await ended;
});
