/** How long those who came meanwhile wait for the question that is on its way, in milliseconds: one that hangs must not hold up others. */
const patienceMs = 10;

/** So many go in one question, at most. */
const mostAtOnce = 25;

type Waiting<Q, A> = { question: Q; resolve: (answer: A) => void; reject: (error: unknown) => void };

/**
 * Makes one question of many that are asked at the same time: while the newest is on its way, those who come wait for the next. Nobody gets the
 * answer of a question that was sent before they asked.
 *
 * @param ask gets what each of them asked, and gives what answers each; where it fails, all who asked in it fail
 * @returns asks for one
 */
export function together<Q, A>(ask: (questions: Q[]) => Promise<(question: Q) => A>): (question: Q) => Promise<A> {
  let waiting: Waiting<Q, A>[] = [];
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
      const answer = await ask(these.map(({ question }) => question));
      for (const { question, resolve } of these) resolve(answer(question));
    } catch (error) {
      for (const { reject } of these) reject(error);
    }
    if (newest === mine) newest = undefined;
    if (waiting.length > 0) void send();
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (!newest || waiting.length === mostAtOnce) void send();
      else late ??= setTimeout(send, patienceMs);
    });
}
