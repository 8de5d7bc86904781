import fc from "fast-check";

/**
 * The filter language told a second time, naively: random filters of users, each written as text and, beside it, as a
 * plain function of a person. Knows nothing of the parser or of SQL, so that what both sides agree on is the language.
 */

export type Person = {
  username: string;
  email: string | null;
  name: string;
  status: "active" | "dormant" | "suspended";
  roles: string[];
  groups: string[];
  loginType: "password" | "none";
  lastSeenAt: Date | null;
  createdAt: Date;
};

type Matches = (person: Person) => boolean;
export type NaiveFilter = { text: string; matches: Matches };

/** One value of a key, and one term: `key` is null where repeating it asks for more instead of offering a choice. */
type Value = NaiveFilter;
type Term = NaiveFilter & { key: string | null };

const day = 86_400_000;

/** Filters of people like these, asked at `now`. */
export function naiveFilters(people: Person[], now: Date): fc.Arbitrary<NaiveFilter> {
  const words = partsOf(people.flatMap(({ username, email, name }) => [username, email ?? "", name]));
  const groups = fc.constantFrom(...new Set(people.flatMap((person) => person.groups)), "nobody-here");
  const moments = timesNear(
    people.flatMap(({ lastSeenAt, createdAt }) => [lastSeenAt ?? createdAt, createdAt]),
    now,
  );

  const keyed: fc.Arbitrary<Term> = fc.oneof(
    choice("status", ["active", "dormant", "suspended"], (value) => (person) => person.status === value),
    choice("role", ["owner", "user-admin", "template-admin", "auditor", "admin", "member"], hasRole),
    choice("login_type", ["password", "none"], (value) => (person) => person.loginType === value),
    choice("last_seen", ["never"], () => (person) => person.lastSeenAt === null),
    choice("service_account", ["true", "yes"], () => (person) => person.loginType === "none"),
    choice("service_account", ["false", "no"], () => (person) => person.loginType !== "none"),
    term("group", groups.chain(written), (name) => (person) => person.groups.some((group) => alike(group, name))),
    term("name", words.chain(written), (part) => (person) => within(person.name, part)),
    term("email", words.chain(written), (part) => (person) => within(person.email ?? "", part)),
    term("username", words.chain(written), (part) => (person) => within(person.username, part)),
    term(
      "last_seen_before",
      moments,
      (at) =>
        ({ lastSeenAt }) =>
          lastSeenAt === null || nanos(lastSeenAt) <= at,
    ),
    term(
      "last_seen_after",
      moments,
      (at) =>
        ({ lastSeenAt }) =>
          lastSeenAt !== null && nanos(lastSeenAt) >= at,
    ),
    term(
      "created_before",
      moments,
      (at) =>
        ({ createdAt }) =>
          nanos(createdAt) <= at,
    ),
    term(
      "created_after",
      moments,
      (at) =>
        ({ createdAt }) =>
          nanos(createdAt) >= at,
    ),
  );

  const searching: fc.Arbitrary<Term> = fc
    .tuple(fc.constantFrom("", "search:", "SEARCH:"), fc.array(words.chain(written), { minLength: 1, maxLength: 2 }))
    .map(([key, list]) => ({
      key: null,
      text: key + list.map(({ text }) => text).join(","),
      matches: (person) => list.every(({ value }) => fieldsOf(person).some((field) => within(field, value))),
    }));

  return fc.letrec<{ group: NaiveFilter; terms: NaiveFilter; term: Term; brackets: Term }>((tie) => ({
    group: joined(tie("terms"), " OR ", 2, (parts) => (person) => parts.some(({ matches }) => matches(person))),
    terms: joined(tie("term"), " ", 3, everyTerm),
    term: fc
      .tuple(fc.constantFrom("", "", "-"), fc.oneof({ maxDepth: 3 }, keyed, searching, tie("brackets")))
      .map(([minus, it]) =>
        minus ? { key: null, text: `-${it.text}`, matches: (person: Person) => !it.matches(person) } : it,
      ),
    brackets: tie("group").map(({ text, matches }) => ({ key: null, text: `(${text})`, matches })),
  })).group;
}

/** Every term, where the terms of one key together are one: any of them. */
const everyTerm = (terms: Term[]) => (person: Person) =>
  terms.every((it) =>
    it.key === null ? it.matches(person) : terms.some((other) => other.key === it.key && other.matches(person)),
  );

function joined<T extends NaiveFilter>(of: fc.Arbitrary<T>, by: string, max: number, meaning: (parts: T[]) => Matches) {
  return fc
    .array(of, { minLength: 1, maxLength: max })
    .map((parts) => ({ text: parts.map(({ text }) => text).join(by), matches: meaning(parts) }));
}

function choice(key: string, values: string[], meaning: (value: string) => Matches): fc.Arbitrary<Term> {
  const value = fc.constantFrom(...values).chain((it) => anyCase(it).map((text) => ({ text, value: it })));
  return term(key, value, meaning);
}

function term<V>(key: string, value: fc.Arbitrary<{ text: string; value: V }>, meaning: (value: V) => Matches) {
  const values: fc.Arbitrary<Value[]> = fc.array(
    value.map((it) => ({ text: it.text, matches: meaning(it.value) })),
    { minLength: 1, maxLength: 2 },
  );
  return fc.tuple(anyCase(key), values).map(
    ([name, list]): Term => ({
      key,
      text: `${name}:${list.map(({ text }) => text).join(",")}`,
      matches: (person) => list.some(({ matches }) => matches(person)),
    }),
  );
}

const anyCase = (text: string) => fc.boolean().map((loud) => (loud ? text.toUpperCase() : text));

/** Texts that are there in part, with a letter changed at times, and the letters that SQL or the language give a meaning. */
function partsOf(texts: string[]): fc.Arbitrary<string> {
  const part = fc
    .tuple(fc.constantFrom(...texts.filter(Boolean)), fc.nat(30), fc.integer({ min: 1, max: 8 }))
    .map(([text, from, length]) => text.slice(from % text.length).slice(0, length));
  const odd = fc.constantFrom("%", "_", "\\", '"', "%a", "a_", ",", ":", "(", ")", "-", "OR", "or", " ", "''", "zzz");
  return fc.oneof({ weight: 5, arbitrary: part.chain(anyCase) }, { weight: 2, arbitrary: odd }).filter(isWhole);
}

const isWhole = (text: string) => text !== "" && !/\p{Cs}/u.test(text);

/** A text as a value: in quotes where it has to be, and sometimes where not. */
const written = (value: string) =>
  fc.boolean().map((quotes) => {
    const must = value === "OR" || value.startsWith("-") || [...' ",:()'].some((letter) => value.includes(letter));
    const quoted = `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
    return { value, text: quotes || must ? quoted : value };
  });

/** Times at, just beside and far from some moments, in nanoseconds, written in every way there is. */
function timesNear(dates: Date[], now: Date): fc.Arbitrary<{ text: string; value: bigint }> {
  const near = fc
    .tuple(
      fc.constantFrom(...dates),
      fc.constantFrom(0n, 0n, 1n, -1n, 999_999n, 1_000_000n, -1_000_000n, 90_061_000_000_000n),
    )
    .map(([date, beside]) => nanos(date) + beside);
  const moment = fc
    .tuple(near, fc.constantFrom(0, 0, 120, -330, 1439), fc.boolean())
    .map(([value, offset, quotes]) => ({
      value,
      text: quotes ? `"${rfc3339(value, offset)}"` : rfc3339(value, offset),
    }));
  const date = fc
    .constantFrom(...dates)
    .map((it) => new Date(Math.floor(it.getTime() / day) * day))
    .map((it) => ({ value: nanos(it), text: it.toISOString().slice(0, 10) }));
  const age = fc.tuple(fc.nat(120), fc.constantFrom("m", "h", "d", "w", "D")).map(([age, unit]) => {
    const ms = { m: 60_000, h: 3_600_000, d: day, w: 7 * day }[unit.toLowerCase()] ?? 0;
    return { value: nanos(now) - BigInt(age * ms) * 1_000_000n, text: `${age}${unit}` };
  });
  return fc.oneof(moment, date, age);
}

const nanos = (date: Date) => BigInt(date.getTime()) * 1_000_000n;

function rfc3339(at: bigint, offsetMinutes: number): string {
  const local = new Date(Number(at / 1_000_000_000n) * 1000 + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const decimals = String(at % 1_000_000_000n).padStart(9, "0");
  const two = (n: number) => String(n).padStart(2, "0");
  const ahead = Math.abs(offsetMinutes);
  const sign = offsetMinutes < 0 ? "-" : "+";
  return `${local}.${decimals}${offsetMinutes === 0 ? "Z" : `${sign}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`}`;
}

const hasRole = (role: string) => (person: Person) => {
  if (role === "member") return true;
  const wanted = role === "admin" ? ["owner", "user-admin", "template-admin"] : [role];
  return person.roles.some((held) => wanted.includes(held));
};

const fieldsOf = ({ username, email, name }: Person) => [username, email ?? "", name];
const alike = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const within = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase());
