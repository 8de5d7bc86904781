import { authenticate } from "../../lib/sessions/authenticate";
import { listUsers } from "../../lib/users/list-users";
import type { Context } from "../context";
import { quantile, type Times, timed } from "../measure";
import { sessionSecret } from "../people/fill";

/** As many as 100,000 people make who are there all the time, and are noted once a minute. */
export const comeASecond = Math.round(100_000 / 60);

type Id = { id: string };

/** People who come back after more than a minute, each noted by one process that reads the list without a pause besides. Times in milliseconds. */
export async function beingSeen({ bare, owner, brief }: Context) {
  const seconds = brief ? 0.5 : 20;
  const most = Math.ceil(2 * seconds * comeASecond);
  const sessions = await bare<Id[]>`
    select s.id from sessions s join users u on u.id = s.user_id
    where s.kind = 'token' and s.name = 'deploy' and u.status = 'active' and s.last_used_at < now() - interval '2 minutes' limit ${most}`;
  const list = () =>
    timed(async () => {
      const answer = await listUsers(owner, { q: "status:active" });
      if (!answer.ok) throw new Error(answer.problem.message);
    });
  const idle: Times = [];
  for (let i = 0; i < 100; i++) idle.push(await list());

  const half = Math.floor(sessions.length / 2);
  const came = sessions.slice(0, half);
  const [{ start }] = await bare<[{ start: Date }]>`select clock_timestamp() as start`;
  const [steady, steadyLists] = await beside(list, () => evenly(came, seconds));
  const [perSecond] = await beside(list, () => withoutPause(sessions.slice(half), seconds));
  const [{ noted }] = await bare<[{ noted: number }]>`
    select count(*)::int as noted from sessions where id = any(${came.map(({ id }) => id)}) and last_used_at >= ${start}`;
  const inTime = steady.filter((wait) => wait <= 1000).length;
  return {
    noted: Math.min(inTime, noted) / steady.length,
    wait: quantile(steady, 0.95),
    perSecond,
    idle: quantile(idle, 0.95),
    busy: quantile(steadyLists, 0.95),
  };
}

/** What the work gives, and how long each page of the list took that was read meanwhile. */
async function beside<T>(list: () => Promise<number>, work: () => Promise<T>): Promise<[T, Times]> {
  const lists: Times = [];
  let goesOn = true;
  const reading = (async () => {
    while (goesOn) lists.push(await list());
  })();
  try {
    return [await work(), lists];
  } finally {
    goesOn = false;
    await reading;
  }
}

async function come({ id }: Id): Promise<void> {
  const from = { address: "10.0.0.1", userAgent: "bench", requestId: null };
  if (!(await authenticate({ sessionId: id, secret: sessionSecret }, from))) throw new Error("A token was not let in.");
}

/** `comeASecond`, however long those before them take. How long each waited, from when they should have come. */
async function evenly(sessions: Id[], seconds: number): Promise<Times> {
  const waits: Promise<number>[] = [];
  const start = performance.now();
  const all = Math.min(sessions.length, comeASecond * seconds);
  while (waits.length < all) {
    const due = Math.min(all, Math.floor(((performance.now() - start) / 1000) * comeASecond));
    for (const session of sessions.slice(waits.length, due)) {
      const at = start + (waits.length / comeASecond) * 1000;
      const wait = come(session).then(() => performance.now() - at);
      wait.catch(() => {}); // Told below, when all have come.
      waits.push(wait);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return Promise.all(waits);
}

/** How many a second, from sixteen at once. */
async function withoutPause(sessions: Id[], seconds: number): Promise<number> {
  const start = performance.now();
  let next = 0;
  const one = async () => {
    for (let session = sessions[next++]; session; session = sessions[next++]) {
      if (performance.now() - start > seconds * 1000) break;
      await come(session);
    }
  };
  await Promise.all(Array.from({ length: 16 }, one));
  return Math.min(next, sessions.length) / ((performance.now() - start) / 1000);
}
