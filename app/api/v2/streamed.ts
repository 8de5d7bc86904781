import type { Context } from "hono";
import type { Env } from "./env";

/** An answer that goes out part by part, as a slow reader takes them. */
export function streamed(c: Context<Env>, contentType: string, parts: AsyncGenerator<string>): Response {
  const encoder = new TextEncoder();
  // Each part is asked for once the one before is on its way: a slow client slows the reading, not our memory.
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => void parts.return(undefined),
  });
  c.header("content-type", contentType);
  return c.body(body);
}
