import { expect, test } from "vitest";
import { hostsTold, readAddress } from "./address";

const hosts = (text: string) => hostsTold(readAddress(text));

test("several hosts are read in their order, each with its own port", () => {
  expect(hosts("postgres://ada:pw@one:5433,two,10.0.0.3:5434/roster")).toBe("one:5433,two:5432,10.0.0.3:5434");
  expect(hosts("postgresql://[::1]:5433,[fd00::2]/roster")).toBe("[::1]:5433,[fd00::2]:5432");
  expect(hosts("postgres://ada@%2Fvar%2Frun%2Fpostgresql/roster")).toBe("/var/run/postgresql:5432");
  expect(hosts("postgres://ada:p%40w,x@one/roster")).toBe("one:5432");
});

test("the driver gets the rest, without what was taken care of", () => {
  const address = readAddress(
    "postgres://ada:pw@one:5433,two/roster?target_session_attrs=read-write&sslmode=verify-full&prepare=false",
  );
  expect(address).toMatchObject({
    ssl: { rejectUnauthorized: true },
    url: "postgres://ada:pw@one:5433/roster?prepare=false",
  });
});

test("a certificate is looked at where it is asked for, and where it is told which to trust", () => {
  const ssl = (query: string) => readAddress(`postgres://one/roster${query}`).ssl;
  const trusted = `sslrootcert=${encodeURIComponent(import.meta.filename)}`;
  expect([ssl(""), ssl("?sslmode=disable"), ssl("?sslmode=prefer")]).toEqual([false, false, "prefer"]);
  expect([ssl("?sslmode=require"), ssl("?ssl=true")]).toEqual(["require", "require"]);
  for (const query of ["?sslmode=verify-full", `?${trusted}`, `?sslmode=require&${trusted}`, "?sslrootcert=system"]) {
    expect(ssl(query), query).toMatchObject({ rejectUnauthorized: true });
  }
  expect(ssl(`?${trusted}`)).toHaveProperty("ca");
  expect(ssl("?sslmode=verify-full")).not.toHaveProperty("checkServerIdentity");
});

test.each([
  ["postgres://one,two/roster?target_session_attrs=standby", "takes writes"],
  ["postgres://one,two/roster?target_session_attrs=read-only", "takes writes"],
  ["postgres://one/roster?sslmode=on", "sslmode"],
  ["postgres://one/roster?sslrootcert=/no/such/file", "sslrootcert"],
  ["postgres://one:port/roster", "host:5432"],
  ["postgres://one:70000/roster", "host:5432"],
  ["postgres://one,,/roster?x", ""],
  ["http://one/roster", "must look like"],
])("%s is refused", (text, why) => {
  if (why) expect(() => readAddress(text)).toThrow(why);
  else expect(hosts(text)).toBe("one:5432,localhost:5432,localhost:5432");
});
