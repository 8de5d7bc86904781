import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase, connectDatabase, db } from "@/db/client";
import { userCounts } from "@/db/schema";
import { aGroup, as, aUser, daysAgo, operator } from "@/test/people";
import { foldNumbers } from "../kept-numbers";
import { type Role, roles } from "../permissions";
import { countUsers } from "./count-users";
import { deleteUser } from "./delete-user";
import { findUsers, findUsersInGroups, valuesOf } from "./find";
import { readUserFilter } from "./matching";
import { nextUsers } from "./next-users";
import { updateProfile } from "./update-profile";
import { type User, type UserSort, userSorts } from "./user";
import { wayOf } from "./ways";

/** Whatever way the users are found, they are the same ones, in the same order. */

let everybody: User[];

beforeAll(async () => {
  const owner = await aUser({ username: "zz-owner", roles: ["owner"] });
  const people: User[] = [];
  for (let i = 0; i < 120; i++) {
    people.push(
      await aUser({
        username: `${["anna", "maria", "xq", "svc"][i % 4]}-${(i * 37) % 120}`,
        name: i % 3 ? `Person ${i}` : "李 伟",
        status: (["active", "dormant", "suspended"] as const)[i % 3],
        roles: i % 29 === 0 ? [roles[i % 4] as Role] : [],
        loginType: i % 4 === 3 ? "none" : "password",
        lastSeenAt: i % 5 === 0 ? null : daysAgo((i * 7) % 50),
        createdAt: daysAgo((i * 11) % 90),
      }),
    );
  }
  await aGroup({ name: "Some", members: people.filter((_, i) => i % 6 === 0) });
  await aGroup({ name: "Few", members: people.slice(0, 3) });
  // Who is renamed or deleted stands elsewhere, too.
  const [renamed, deleted] = people as [User, User];
  expect(await updateProfile(as(owner), { userId: renamed.id, username: "zz-renamed" })).toMatchObject({ ok: true });
  expect(await deleteUser(as(owner), { userId: deleted.id })).toMatchObject({ ok: true });
  everybody = await findUsers(db(), { ...(await reading("", "username")), limit: 1000 });
  expect(everybody).toHaveLength(120);
});

const reading = async (q: string, by: UserSort) => ({
  ...{ tree: await readUserFilter(db(), q), by, descending: false, from: null, backwards: false, limit: 7 },
});

const filters: [string, (user: User) => boolean][] = [
  ["", () => true],
  ["status:active", ({ status }) => status === "active"],
  ["-status:active", ({ status }) => status !== "active"],
  ["role:auditor", (user) => user.roles.includes("auditor")],
  ["role:admin", (user) => user.roles.some((role) => role !== "auditor")],
  ["login_type:none", ({ loginType }) => loginType === "none"],
  ["last_seen:never", ({ lastSeenAt }) => lastSeenAt === null],
  ["last_seen_after:20d", ({ lastSeenAt }) => lastSeenAt !== null && lastSeenAt > daysAgo(20)],
  ["created_after:30d", ({ createdAt }) => createdAt > daysAgo(30)],
  ["maria", ({ username }) => username.startsWith("maria")],
  ["xq", ({ username }) => username.startsWith("xq")],
  ["李", ({ name }) => name.includes("李")],
  ["nobody-at-all", () => false],
  ["zz-renamed", ({ username }) => username === "zz-renamed"],
  [
    "status:dormant last_seen_after:20d",
    ({ status, lastSeenAt }) => status === "dormant" && lastSeenAt !== null && lastSeenAt > daysAgo(20),
  ],
  ["role:admin,auditor", (user) => user.roles.length > 0],
  ["role:user-admin -status:active", (user) => user.roles.includes("user-admin") && user.status !== "active"],
  ["role:auditor -role:owner", (user) => user.roles.includes("auditor")],
  ["role:auditor (role:owner OR anna)", ({ roles, username }) => roles.includes("auditor") && /^anna/.test(username)],
  ["group:few -group:some", ({ username }) => username === "xq-74"],
  ["group:few (group:some OR nobody-at-all)", ({ username }) => username === "zz-renamed"],
  ["role:owner last_seen:never", (user) => user.roles.includes("owner") && user.lastSeenAt === null],
  [
    "role:owner OR 李 OR status:suspended",
    ({ roles, name, status }) => roles.includes("owner") || name.includes("李") || status === "suspended",
  ],
  [
    "(role:admin OR xq) (status:dormant OR maria)",
    ({ roles, username, status }) =>
      (roles.some((role) => role !== "auditor") || username.startsWith("xq")) &&
      (status === "dormant" || username.startsWith("maria")),
  ],
  ["xq OR role:owner", ({ username, roles }) => username.startsWith("xq") || roles.includes("owner")],
  [
    "-xq -李 status:active,suspended",
    ({ username, name, status }) => !username.startsWith("xq") && !name.includes("李") && status !== "dormant",
  ],
  [
    "(status:active OR xq) -status:suspended",
    ({ username, status }) => status === "active" || (status === "dormant" && username.startsWith("xq")),
  ],
  [
    "role:admin (status:dormant OR last_seen:never)",
    ({ roles, status, lastSeenAt }) =>
      roles.some((role) => role !== "auditor") && (status === "dormant" || lastSeenAt === null),
  ],
  [
    "-(status:active maria) -(status:dormant -maria)",
    ({ username, status }) =>
      !(status === "active" && username.startsWith("maria")) &&
      !(status === "dormant" && !username.startsWith("maria")),
  ],
];

/** As the page keys have it: bytes, except for times, where never comes first. */
const compare = (by: UserSort) => (a: User, b: User) => {
  const [x, y] = [a, b].map((user) => valuesOf(user)[by].map((value) => value.replace("-infinity", "")));
  for (const i of x?.keys() ?? []) if (x?.[i] !== y?.[i]) return String(x?.[i]) < String(y?.[i]) ? -1 : 1;
  return 0;
};

const names = (users: User[]) => users.map(({ username }) => username);

test.each(filters)("%s: page by page, in every order, both ways", async (q, matches) => {
  for (const by of userSorts) {
    const wanted = names(everybody.filter(matches).sort(compare(by)));
    for (const descending of [false, true]) {
      const list = descending ? wanted.toReversed() : wanted;
      const limit = descending ? 26 : 7; // As many as a page asks for, and a number that nobody does.
      for (const backwards of [false, true]) {
        const found: User[] = [];
        for (;;) {
          const last = found.at(-1);
          const from = last ? { values: valuesOf(last)[by] } : null;
          const page = await findUsers(db(), { ...(await reading(q, by)), descending, backwards, from, limit });
          found.push(...page);
          if (page.length < limit) break;
        }
        expect(names(found), `${by} ${descending} ${backwards}`).toEqual(backwards ? list.toReversed() : list);
      }
      const asked = { ...(await reading(q, by)), descending };
      for (const how of ["to the end", { walkOn: 500 }, "gather"] as const) {
        const found = await nextUsers(db(), { ...asked, limit: 200 }, wayOf(asked), how);
        expect(names(found), `${by} ${descending} ${JSON.stringify(how)}`).toEqual(list);
      }
      // One is looked for among so few at first that the walk goes on, or they are gathered, or found side by side.
      const single: User[] = [];
      for (let place = 0; place < 5; place++) {
        const last = single.at(-1);
        const from = last ? { values: valuesOf(last)[by] } : null;
        const next = await findUsers(db(), { ...asked, from, limit: 1 });
        single.push(...next);
        if (next.length === 0) break;
      }
      expect(names(single), `${by} ${descending}, one by one`).toEqual(list.slice(0, 5));
      const rest = await findUsers(db(), { ...(await reading(q, by)), descending, offset: 3 });
      expect(names(rest)).toEqual(list.slice(3, 10));
    }
  }
});

test("as many are counted as are found, before and after the numbers are put together", async () => {
  for (let round = 0; round < 2; round++) {
    for (const [q, matches] of [
      ...filters,
      ["group:few", ({ username }) => /^(xq-74|zz-renamed)$/.test(username)],
    ] as typeof filters) {
      expect(await countUsers(operator, { q }), q).toEqual({ ok: true, value: everybody.filter(matches).length });
    }
    const rows = await db().select().from(userCounts);
    await foldNumbers();
    if (round === 0) expect(rows.length).toBeGreaterThan(100);
    else expect(rows.length).toBeLessThanOrEqual(6);
  }
});

test("each comes with the names of their groups, whatever the case of these, in whatever way they are found", async () => {
  const inFew = await findUsers(db(), { ...(await reading("group:few", "username")), limit: 100 });
  const inSome = await findUsers(db(), { ...(await reading("group:some", "username")), limit: 100 });
  const inBoth = inFew.filter(({ id }) => inSome.some((one) => one.id === id));
  const last = await aGroup({ name: "a last one", members: inBoth });
  const lists: [string, User[]][] = [
    [last.name, inBoth],
    ["Few", inFew],
    ["Some", inSome],
  ];
  const groupsOf = ({ id }: User) =>
    lists.filter(([, those]) => those.some((one) => one.id === id)).map(([name]) => name);
  expect(inBoth.map(groupsOf)).toContainEqual(["a last one", "Few", "Some"]);

  for (const [q] of filters) {
    for (const by of userSorts) {
      const found = await findUsersInGroups(db(), { ...(await reading(q, by)), limit: 26 });
      const same = await findUsers(db(), { ...(await reading(q, by)), limit: 26 });
      expect(found, `${q} ${by}`).toEqual(same.map((user) => ({ ...user, groups: groupsOf(user) })));
    }
  }
});

/** Of the statements that PostgreSQL keeps on the one connection those that find users. */
const keptStatements = async () => {
  const rows = await db().execute<{ statement: string }>(
    sql`select statement from pg_prepared_statements where statement like '%"user_seen"."user_id" = "users"."id"%' order by name`,
  );
  return rows.map(({ statement }) => statement);
};

describe("what PostgreSQL keeps prepared", () => {
  beforeEach(async () => {
    await closeDatabase();
    connectDatabase({ url: process.env.DATABASE_URL ?? "", poolSize: 1 });
  });

  const ask = async (q: string, by: UserSort, limit = 26, descending = false) =>
    findUsers(db(), {
      ...(await reading(q, by)),
      limit,
      descending,
      from: { values: valuesOf(everybody[9] as User)[by] },
    });

  test("is what is asked all the time, whatever is asked for, and of all else nothing", async () => {
    for (const q of ["name:a", "name:b", "name:c"]) await ask(q, "username");
    const some = await keptStatements();
    for (const q of ["name:d", "name:e", "name:f"]) await ask(q, "username");
    for (const q of ["maria -svc", "xq OR zz", "status:active anna"]) await ask(q, "username");
    await ask("name:g", "username", 27);
    expect(some.length).toBeGreaterThan(0);
    expect(await keptStatements()).toEqual(some);
  });

  test("has an end, and beyond it all is found the same", async () => {
    const keys = ["status:active", "role:owner", "role:admin", "group:few", "group:everyone", "login_type:none"];
    const times = [
      "last_seen:never",
      "last_seen_after:2d",
      "last_seen_before:2d",
      "created_after:2d",
      "created_before:2d",
    ];
    const texts = [
      "name:xyz",
      "email:xyz",
      "username:xyz",
      "xyz",
      "xy",
      "service_account:true",
      "service_account:false",
    ];
    for (const limit of [26, 51, 101])
      for (const by of userSorts)
        for (const q of [...keys, ...times, ...texts]) for (const down of [false, true]) await ask(q, by, limit, down);
    expect(await keptStatements()).toHaveLength(150);
    const sorted = names(everybody.toSorted(compare("created")));
    const start = sorted.indexOf((everybody[9] as User).username) + 1;
    expect(names(await ask("", "created", 51))).toEqual(sorted.slice(start, start + 51));
  });

  test("is no gathering: it would get a plan for any value, which reads all users where few match", async () => {
    for (const by of userSorts)
      for (let time = 0; time < 7; time++)
        for (const q of ["login_type:none", "role:owner", "group:few", "zz", "nobody"]) await ask(q, by);
    const kept = await keptStatements();
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter((statement) => statement.includes("with found"))).toEqual([]);
  });
});

test("a group lists its members by its own index, also after a rename and a deletion", async () => {
  for (const by of userSorts) {
    const few = await findUsers(db(), await reading("group:few", by));
    expect(names(few).sort()).toEqual(["xq-74", "zz-renamed"]);
    const some = await findUsers(db(), { ...(await reading('group:"Some" status:active', by)), limit: 100 });
    expect(names(some)).toEqual(names(some.toSorted(compare(by))));
    expect(some.length).toBeGreaterThan(5);
  }
});
