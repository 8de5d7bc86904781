import { gateTo } from "../support/gate";
import { expect, sharedDatabase, test } from "./test";

test("while the database is away the server stays up and says that it is not ready, and then recovers", async ({
  start,
}) => {
  const gate = await gateTo(sharedDatabase());
  const server = await start({ DATABASE_URL: gate.url, ROSTER_SECRET: "a secret of thirty-two characters" });
  const status = async (path: string) => (await fetch(`${server.address}${path}`)).status;
  expect(await status("/readyz")).toBe(200);

  gate.shut();
  await expect.poll(() => status("/readyz")).toBe(503);
  expect(await status("/healthz")).toBe(200);
  expect(await status("/"), "a page has its own way to say so").toBeGreaterThanOrEqual(200);

  gate.open();
  await expect.poll(() => status("/readyz"), { timeout: 20_000 }).toBe(200);
  expect(await status("/sign-in")).toBe(200);
  expect(await server.stop()).toBe(0);
  gate.end();
});
