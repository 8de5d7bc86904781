import { readdirSync, readFileSync } from "node:fs";
import { setPriority } from "node:os";
import { hashPassword } from "@/lib/passwords/hash";

/** Between 0, as all else, and 19, hardly ever: with it a hash gets a tenth of a core that somebody else wants, and all of one that is free. */
const niceness = 10;

/** In milliseconds: more than anything else takes of a thread meanwhile, and less than two hashes. */
const longerThanOthers = 8;

/**
 * Lets the threads that hash passwords wait for whatever else wants a core. They take one for 13 ms at a time, of which an answer that takes
 * half of one would wait for several, here and in PostgreSQL. What else they do, such as reading files, waits behind a hash already.
 *
 * Only Linux has priorities for single threads, and nothing tells which they are but that they hash. Where it cannot be done all
 * is as it was.
 */
export async function hashBehindOthers(): Promise<void> {
  if (process.platform !== "linux") return;
  const before = ranFor();
  const threads = Number(process.env.UV_THREADPOOL_SIZE ?? 4);
  await Promise.all(Array.from({ length: 2 * threads }, () => hashPassword("nobody has this password")));
  const worked = [...ranFor()]
    .map(([thread, ms]) => ({ thread, ms: ms - (before.get(thread) ?? 0) }))
    .filter(({ thread, ms }) => thread !== process.pid && ms > longerThanOthers)
    .sort((a, b) => b.ms - a.ms);
  // Others, that compile for instance, may have worked meanwhile, too, as a rule not as long.
  for (const { thread } of worked.slice(0, threads)) {
    try {
      setPriority(thread, niceness);
    } catch {
      // It has ended, or a sandbox forbids it.
    }
  }
}

/** For how long each thread of this process has had a core, in milliseconds. */
function ranFor(): Map<number, number> {
  const tasks = "/proc/self/task";
  try {
    const ran = (thread: string) => Number(readFileSync(`${tasks}/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e6;
    return new Map(readdirSync(tasks).map((thread) => [Number(thread), ran(thread)]));
  } catch {
    return new Map(); // Not every kernel tells.
  }
}
