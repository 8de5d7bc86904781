import { isDatabaseAway } from "../away";
import type { DriverOptions } from "../driver";
import { after } from "./after";
import { type Connection, openConnection, type Template, templateOf } from "./connection";

/** Connections that are lent out, to one at a time. */
export type Pool = {
  template: Template;
  /**
   * Lends a connection for as long as the work takes.
   *
   * @throws an error with the code POOL_TIMEOUT where none gets free in time, and with POOL_FULL where too many wait already
   */
  lend<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** When something last failed because the database was away, in milliseconds of `performance.now()`. */
  failedAt(): number;
  /** Lends none any more, and lets go of all once what runs is over; after `timeout` seconds of all the same. */
  end(how: { timeout: number }): Promise<void>;
};

type How = {
  url: string;
  options: DriverOptions;
  size: number;
  /** How long one may wait for a connection; and how many may, so that a flood takes no memory. */
  waitMs: number;
  maxWaiting: number;
  /** How long a query may take at most, whatever becomes of the database. Null: as long as it takes. */
  answerWithinMs: number | null;
};

const idleForMs = 300_000;
const livesForMs = 45 * 60_000;
/** How often it is looked whether another host takes the writes by now. */
const watchMs = 5000;

export function openPool({ url, options, size, waitMs, maxWaiting, answerWithinMs }: How): Pool {
  const template = templateOf(url, options, answerWithinMs);
  const all = new Set<Connection>();
  const idle: Connection[] = [];
  const waiting = new Set<{ take: (connection: Connection) => void; refuse: (error: Error) => void }>();
  let ending = false;
  let failedAt = Number.NEGATIVE_INFINITY;
  let whenEmpty = () => {};

  const open = () => {
    const connection = openConnection(template);
    all.add(connection);
    return connection;
  };
  const drop = (connection: Connection) => {
    all.delete(connection);
    connection.end().catch(() => {}); // It is of no use any more, however it ends.
    if (all.size === 0) whenEmpty();
  };

  function take(): Promise<Connection> {
    if (ending) return Promise.reject(poolError("CONNECTION_ENDED", "The pool was ended."));
    for (let found = idle.pop(); found; found = idle.pop()) {
      if (!found.isLost()) return Promise.resolve(found);
      drop(found);
    }
    if (all.size < size) return Promise.resolve(open());
    if (waiting.size >= maxWaiting) return Promise.reject(poolError("POOL_FULL", "Too many wait for the database."));
    return new Promise((resolve, reject) => {
      const over = () => {
        callOff();
        waiting.delete(one);
      };
      const one = {
        take: (connection: Connection) => {
          over();
          resolve(connection);
        },
        refuse: (error: Error) => {
          over();
          reject(error);
        },
      };
      const callOff = after(waitMs, () =>
        one.refuse(poolError("POOL_TIMEOUT", "No connection to the database got free in time.")),
      );
      waiting.add(one);
    });
  }

  function giveBack(connection: Connection): void {
    const now = performance.now();
    const isGood = !connection.isLost() && !ending && now - connection.openedAt < livesForMs;
    if (!isGood) drop(connection);
    // What made it hang may have made others hang, each of which would be found by somebody who waits for it as long.
    if (connection.isHung()) for (const other of idle.splice(0)) drop(other);
    const [next] = waiting;
    connection.idleSince = now;
    if (next && !ending) next.take(isGood ? connection : open());
    else if (isGood) idle.push(connection);
  }

  const tidy = setInterval(() => {
    const until = performance.now() - idleForMs;
    for (const connection of idle.filter(({ idleSince }) => idleSince < until)) {
      idle.splice(idle.indexOf(connection), 1);
      drop(connection);
    }
  }, 30_000);
  tidy.unref();
  // A machine that vanished never says so, and a primary that was replaced while it lives holds back every commit.
  const watch = setInterval(async () => {
    const now = all.size > 0 ? await template.primary?.().catch(() => null) : null;
    if (now) for (const connection of all) connection.requireHost(now);
  }, watchMs);
  watch.unref();
  if (!template.primary) clearInterval(watch);

  return {
    template,
    lend: async (work) => {
      try {
        const connection = await take();
        return await work(connection).finally(() => giveBack(connection));
      } catch (error) {
        if (isDatabaseAway(error)) failedAt = performance.now();
        throw error;
      }
    },
    failedAt: () => failedAt,
    end: async ({ timeout }) => {
      ending = true;
      clearInterval(tidy);
      clearInterval(watch);
      for (const one of waiting) one.refuse(poolError("CONNECTION_ENDED", "The pool was ended."));
      const empty = new Promise<void>((resolve) => {
        whenEmpty = resolve;
      });
      const ended = idle.splice(0).map((connection) => {
        all.delete(connection);
        return connection.end();
      });
      await Promise.all(ended);
      if (all.size === 0) return;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, timeout * 1000);
      });
      await Promise.race([empty, late]);
      clearTimeout(timer);
      await Promise.all([...all].map((connection) => connection.end()));
    },
  };
}

const poolError = (code: string, message: string) => Object.assign(new Error(message), { code });
