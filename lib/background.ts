/**
 * Does something now and again, never twice at once. Where it fails it is tried again next time.
 *
 * @param report gets what went wrong
 */
export function every(
  milliseconds: number,
  work: () => Promise<void>,
  report: (error: unknown) => void = () => {},
): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = running.then(work).catch(report);
  };
  run();
  const timer = setInterval(run, milliseconds);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
