import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { rateLimits } from "@/db/schema";
import { refuseForNow } from "../limits/consume";
import { networkOf } from "../limits/network";
import { askPrepared, unhurried } from "../prepared";
import { comesFromKnown } from "./known-network";

/**
 * How often a password may be tried, counted in the database so that all instances share it. From one address an account
 * takes five tries at once, then it slows down; being right starts that count anew. Whoever tries in vain slows down their own
 * address: its owner comes in from theirs. Tries from many addresses together slow an account down, at twenty a minute, but not
 * from where somebody signed in to it within a month: whoever has many addresses must not keep its owner out. An address has
 * more, because offices share one. Of IPv6, where everybody has many, the network counts.
 *
 * Each of them counts so many tries (`points`) from the first one on for so many seconds.
 *
 * @see OWASP ASVS 5.0 6.3.1; docs/decisions/0006-sign-in-limits-are-counted-in-one-query.md
 */
const limits = [
  { of: "pair", points: 5, seconds: 60 },
  { of: "pair", points: 30, seconds: 3600 },
  { of: "account", points: 20, seconds: 60 },
  { of: "address", points: 60, seconds: 60 },
  { of: "address", points: 600, seconds: 3600 },
] as const;

type SignInLimit = (typeof limits)[number];

/** A limit that is used up: its place among those asked, how many tries it allows and had, and the seconds until it is free. */
type Over = { place: number; tries: number; points: number; wait: number };

type Who = { email: string; address: string | null };

/**
 * Counts a try before it is made, so that many at once do not slip through. The first limit that is used up counts it, and those
 * behind it do not: a try that is not made counts no further.
 *
 * @refuses `rate_limited`, with the seconds to wait. The same for an email that nobody has.
 */
export async function countTry(who: Who): Promise<void> {
  const over = await count(who, limits);
  if (!over) return;
  if (limits[over.place]?.of !== "account" || !(await comesFromKnown(db(), who))) return refuseForNow(over);
  const overAfter = await count(
    who,
    limits.filter(({ of }) => of === "address"),
  );
  if (overAfter) refuseForNow(overAfter);
}

/**
 * The first of these limits that this try is over; undefined: none. All that is counted of them is locked first, in the order of their
 * places and also where its time is over, so that of two tries at once neither holds what the other one waits for.
 */
async function count(who: Who, by: readonly SignInLimit[]): Promise<Over | undefined> {
  if (by.every(({ of }) => keysOf(who)[of] === null)) return undefined;
  const [over] = await askPrepared<Over>(
    db(),
    sql`with asked (place, key, points, seconds) as (values ${rowsOf(who, by)}),
    held as (
      select asked.place, ${rateLimits.points} >= asked.points and ${rateLimits.expire} > now() as used_up
      from ${rateLimits} join asked on asked.key = ${rateLimits.key} order by asked.place for update of ${rateLimits}
    ),
    last as (select coalesce(min(place) filter (where used_up), ${sql.raw(String(limits.length))}) as place from held),
    counted as (
      insert into ${rateLimits} (key, points, expire)
      select asked.key, 1, now() + make_interval(secs => asked.seconds) from asked join last on asked.place <= last.place
      where ${unhurried} order by asked.place
      on conflict (key) do update set
        points = case when ${rateLimits.expire} > now() then ${rateLimits.points} + 1 else 1 end,
        expire = case when ${rateLimits.expire} > now() then ${rateLimits.expire} else excluded.expire end
      returning key, points, expire
    )
    select asked.place, counted.points as tries, asked.points, extract(epoch from counted.expire - now())::float8 as wait
    from counted join asked on asked.key = counted.key where counted.points > asked.points order by asked.place`,
  );
  return over;
}

/** Forgets an account's tries from here once the right password came, and gives the others their point back. */
export async function forgetTries(who: Who): Promise<void> {
  await askPrepared(
    db(),
    sql`with asked (place, key, points, seconds) as (values ${rowsOf(who, limits)}),
    held as (
      select ${rateLimits.key} from ${rateLimits} join asked on asked.key = ${rateLimits.key}
      where ${unhurried} order by asked.place for update of ${rateLimits}
    ),
    gone as (delete from ${rateLimits} where key in (select key from held where key like 'sign-in-pair-%'))
    update ${rateLimits} set points = greatest(points - 1, 0) where key in (select key from held where key not like 'sign-in-pair-%')`,
  );
}

/** The limits that a try is counted by, as rows of place, key, points and seconds. Everybody locks them in the order of their places. */
function rowsOf(who: Who, by: readonly SignInLimit[]): SQL {
  const keys = keysOf(who);
  const rows = by.flatMap(({ of, points, seconds }) => {
    const key = keys[of];
    if (key === null) return [];
    const place = limits.findIndex((limit) => limit.of === of && limit.seconds === seconds);
    return [
      sql`(${sql.raw(String(place))}, ${`sign-in-${of}-${seconds}:${key}`}::text, ${sql.raw(`${points}, ${seconds}`)})`,
    ];
  });
  return sql.join(rows, sql`, `);
}

function keysOf({ email, address }: Who) {
  const [account, network] = [email.toLowerCase(), address && networkOf(address)];
  return { pair: digest(`${network} ${account}`), account: digest(account), address: network };
}

/** Keeps emails that somebody typed out of the table, and within its key's length. */
const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
