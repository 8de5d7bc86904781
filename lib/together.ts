/** How long those who came meanwhile wait for the question that is on its way, in milliseconds: one that hangs must not hold up others. */
const patienceMs = 10;

/** So many go in one question, at most. */
const mostAtOnce = 25;

type Waiting<V> = { key: string; resolve: (value: V | undefined) => void; reject: (error: unknown) => void };

/**
 * Makes one question of many that are asked at the same time: while the newest is on its way, those who come wait for the next. Nobody gets the
 * answer of a question that was sent before they asked.
 *
 * @param ask gets each key once, and gives what there is, by key; where it fails, all who asked in it fail
 * @returns asks for one; undefined: there is none
 */
export function together<V>(ask: (keys: string[]) => Promise<Map<string, V>>): (key: string) => Promise<V | undefined> {
  let waiting: Waiting<V>[] = [];
  let newest: object | undefined;
  let late: NodeJS.Timeout | undefined;

  async function send(): Promise<void> {
    clearTimeout(late);
    late = undefined;
    const these = waiting;
    waiting = [];
    const mine = {};
    newest = mine;
    try {
      const found = await ask([...new Set(these.map(({ key }) => key))]);
      for (const { key, resolve } of these) resolve(found.get(key));
    } catch (error) {
      for (const { reject } of these) reject(error);
    }
    if (newest === mine) newest = undefined;
    if (waiting.length > 0) void send();
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (!newest || waiting.length === mostAtOnce) void send();
      else late ??= setTimeout(send, patienceMs);
    });
}
