/** How long whoever stops it waits for what runs: the database may not answer. In milliseconds. */
const patienceMs = 2000;

/**
 * Does something now and again, never twice at once: what takes longer than the time between is not made up for. Where it fails it
 * is tried again next time.
 *
 * @param work gets a signal that tells it to come to an end, for what takes longer than a stop waits
 * @param report gets what went wrong
 */
export function every(
  milliseconds: number,
  work: (stopping: AbortSignal) => Promise<void>,
  report: (error: unknown) => void = () => {},
): { stop(): Promise<void> } {
  let running: Promise<void> | null = null;
  const stopping = new AbortController();
  const run = () => {
    running ??= work(stopping.signal)
      .catch(report)
      .finally(() => {
        running = null;
      });
  };
  run();
  const timer = setInterval(run, milliseconds);
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      let late: NodeJS.Timeout | undefined;
      const tooLate = new Promise<void>((resolve) => {
        late = setTimeout(resolve, patienceMs);
      });
      await Promise.race([running, tooLate]);
      clearTimeout(late);
    },
  };
}
