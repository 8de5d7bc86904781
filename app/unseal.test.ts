import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { unseal } from "./unseal";

const ours = "only-for-these-tests-0123456789-0123456789";
process.env.ROSTER_SECRET = ours;

const { decode } = vi.hoisted(() => ({ decode: vi.fn() }));
vi.mock("next-auth/jwt", async (original) => {
  const real = await original<typeof import("next-auth/jwt")>();
  return { ...real, decode: decode.mockImplementation(real.decode) };
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "Date"] });
  decode.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
});

const key = (n: number) => ({ sessionId: `session-${n}`, secret: `secret-${n}` });
const sealed = (n: number, { secret = ours, maxAge = 3600 } = {}) => encode({ token: { key: key(n) }, secret, maxAge });

test("a cookie is unsealed once a minute, each to its own key", async () => {
  const [one, other] = [await sealed(1), await sealed(2)];
  for (let i = 0; i < 3; i++) {
    expect(await unseal(one)).toEqual(key(1));
    expect(await unseal(other)).toEqual(key(2));
  }
  expect(decode).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(60_001);
  expect(await unseal(one)).toEqual(key(1));
  expect(decode).toHaveBeenCalledTimes(3);
});

test("one that has expired is let in no longer than that minute", async () => {
  const token = await sealed(3, { maxAge: 30 });
  expect(await unseal(token)).toEqual(key(3));
  vi.advanceTimersByTime(60_001);
  expect(await unseal(token)).toBeNull();
});

test("what this secret did not seal, or holds no key, is none, and is not kept", async () => {
  const changed = `${(await sealed(4)).slice(0, -4)}xxxx`;
  const without = await encode({ token: { key: "none" }, secret: ours });
  for (const token of ["nonsense", "", await sealed(4, { secret: "another" }), changed, without]) {
    decode.mockClear();
    expect(await unseal(token)).toBeNull();
    expect(await unseal(token)).toBeNull();
    expect(decode).toHaveBeenCalledTimes(2);
  }
});

test("of too many the oldest is unsealed anew", async () => {
  const first = await sealed(5);
  await unseal(first);
  for (let n = 0; n < 1000; n++) await unseal(await sealed(1000 + n));
  decode.mockClear();
  await unseal(first);
  expect(decode).toHaveBeenCalledTimes(1);
});
