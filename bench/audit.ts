import { execFileSync } from "node:child_process";
import { eq, sql } from "drizzle-orm";
import { db } from "../db/client";
import { auditEntries } from "../db/schema";
import { auditConditions } from "../lib/audit/filter-conditions";
import { countEntries, listEntries } from "../lib/audit/list-entries";
import { verifyChain } from "../lib/audit/verify-chain";
import { as, aUser, operator } from "../test/people";
import { withManyUsers } from "./many-users";

/**
 * Reading a large audit log: what the first page, one in the middle and the last of each single-key filter cost, in times of one
 * read by primary key through the same driver, interleaved, as p50 and p95 of 60; the server's memory while all is exported; what
 * sealing adds to writing an entry; and how long the chain takes to verify. `npx tsx bench/audit.ts [entries]`
 */

const count = Number(process.argv[2] ?? 1_000_000);
const rounds = 60;

await withManyUsers(1000, async (server, token) => {
  console.log("Filling …");
  await fill();
  const auditor = as(await aUser({ roles: ["auditor"] }));
  const some = await db().select().from(auditEntries).orderBy(sql`random()`).limit(1);
  const one = some[0];
  if (!one) throw new Error("There is no entry.");
  const primaryKey = () => db().select().from(auditEntries).where(eq(auditEntries.id, one.id));

  const filters = [
    ...[
      "",
      "actor:user-7",
      "actor:user-77777",
      "target:user-123",
      "target:er-99",
      "user-5",
      "zebra",
      "outcome:refused",
    ],
    ...["action:user.suspended", "action:group.deleted", "action:login", "action:write", "ip:10.1.2.3", "since:30d"],
    ...["until:2020-06-01", "username:user-42", `request_id:${one.requestId}`, `resource_id:${one.targetId}`],
    ...["actor_kind:system", "resource_type:group", "email:user-9@example.com", "outcome:done"],
  ];
  const known = Object.keys(auditConditions);
  console.log(`${count} entries, ${known.length} keys; times in reads by primary key`);
  console.log("filter | page | rows | p50 | p95");
  for (const q of filters) {
    for (const [page, key] of Object.entries(await keysOf(auditor, q))) {
      const times: number[] = [];
      const yardstick: number[] = [];
      let rows = 0;
      for (let i = 0; i < rounds; i++) {
        yardstick.push(await timed(primaryKey));
        times.push(
          await timed(async () => {
            const answer = await listEntries(auditor, { q, limit: 25, ...key });
            if (!answer.ok) throw new Error(answer.problem.message);
            rows = answer.value.rows.length;
          }),
        );
      }
      const unit = at(yardstick, 0.5);
      const [p50, p95] = [at(times, 0.5) / unit, at(times, 0.95) / unit];
      console.log([q || "none", page, rows, p50.toFixed(1), p95.toFixed(1)].join(" | "));
    }
  }

  const worker = Number(
    execFileSync("pgrep", ["-P", String(server.process.pid), "-f", "server.mjs"])
      .toString()
      .trim(),
  );
  const headers = { authorization: `Bearer ${token}` };
  for (const format of ["csv", "jsonl"]) {
    const rest = residentMb(worker);
    let highest = rest;
    const watch = setInterval(() => {
      highest = Math.max(highest, residentMb(worker));
    }, 100);
    const start = performance.now();
    const answer = await fetch(`${server.address}/api/v2/audit/export?format=${format}`, { headers });
    let bytes = 0;
    for await (const part of answer.body ?? []) bytes += part.length;
    clearInterval(watch);
    console.log(
      `export as ${format}: ${(bytes / 1e6).toFixed(0)} MB in ${((performance.now() - start) / 1000).toFixed(1)} s; at rest ${rest.toFixed(0)} MB, highest ${highest.toFixed(0)} MB`,
    );
  }

  const entry = { action: "bench", outcome: "done", actorKind: "system" } as const;
  const write = () => db().transaction((tx) => tx.insert(auditEntries).values(entry));
  const [plain, noted]: [number[], number[]] = [[], []];
  for (let i = 0; i < 300; i++) {
    await db().execute(sql`alter table audit_entries disable trigger audit_to_be_sealed`);
    plain.push(await timed(write));
    await db().execute(sql`alter table audit_entries enable trigger audit_to_be_sealed`);
    noted.push(await timed(write));
  }
  console.log(`an entry: ${at(plain, 0.5).toFixed(2)} ms, noted to be sealed ${at(noted, 0.5).toFixed(2)} ms`);

  await db().execute(sql`insert into audit_unsealed select id from audit_entries
    where id not in (select entry_id from audit_seals) on conflict do nothing`);
  const start = performance.now();
  const verified = await verifyChain(operator, {});
  if (!verified.ok || verified.value.broken) throw new Error("The chain does not hold.");
  const middle = performance.now();
  await verifyChain(operator, {});
  console.log(
    `sealed ${verified.value.length} entries and verified them in ${((middle - start) / 1000).toFixed(0)} s, verified in ${((performance.now() - middle) / 1000).toFixed(0)} s`,
  );
});

/** Where the first page, one in the middle and the last begin. */
async function keysOf(actor: Parameters<typeof listEntries>[0], q: string) {
  const first = await listEntries(actor, { q, limit: 25 });
  if (!first.ok) throw new Error(first.problem.message);
  const pages: Record<string, { after?: string; before?: string }> = { first: {} };
  if (!first.value.next) return pages;
  const middle = await listEntries(actor, { q, limit: 25, offset: count / 20 });
  if (middle.ok && middle.value.next) pages.middle = { after: middle.value.next };
  const all = await countEntries(actor, { q });
  const last = await listEntries(actor, { q, limit: 25, offset: Math.max(0, (all.ok ? all.value : 0) - 50) });
  if (last.ok && last.value.next) pages.last = { after: last.value.next };
  return pages;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function at(times: number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;
}

function residentMb(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)]).toString()) / 1024;
}

/** Names are not spread evenly: the lower their number, the oftener they stand there. */
async function fill(): Promise<void> {
  await db().execute(sql`alter table audit_entries disable trigger audit_to_be_sealed`);
  await db().execute(sql`
    insert into audit_entries (id, at, action, outcome, reason, actor_kind, actor_id, actor_name, address, user_agent, request_id,
      target_type, target_id, target_name, changes)
    select gen_random_uuid(), now() - make_interval(secs => n * 60), action, outcome,
      case outcome when 'refused' then 'forbidden' end, case when action = 'user.dormant' then 'system' else 'user' end,
      md5(actor::text)::uuid, case when action <> 'user.dormant' then 'user-' || actor end,
      '10.' || n % 4 || '.' || n % 7 || '.' || n % 250, 'Mozilla/5.0 (X11; Linux) Firefox/140.0', md5(n::text),
      case when action like 'group.%' then 'group' else 'user' end, md5(target::text)::uuid, 'user-' || target,
      '{"name": ["Ada", "Ada Lovelace"]}'
    from (
      select n, (power(random(), 4) * 99999)::int as actor, (power(random(), 3) * 99999)::int as target,
        case when n % 50 = 0 then 'refused' else 'done' end as outcome,
        case when n % 100 < 70 then 'session.opened' when n % 100 < 90 then 'user.updated' when n % 100 < 95 then 'user.suspended'
          when n % 100 < 99 then 'user.dormant' when n % 9900 = 99 then 'group.deleted' else 'group.updated' end as action
      from generate_series(1, ${count}::int) n
    ) it`);
  await db().execute(sql`alter table audit_entries enable trigger audit_to_be_sealed`);
  await db().execute(sql`insert into audit_names
    select lower(actor_name) from audit_entries where actor_name is not null
    union select lower(target_name) from audit_entries where target_name is not null on conflict do nothing`);
  await db().execute(sql`vacuum analyze audit_entries`);
  await db().execute(sql`analyze audit_names`);
}
