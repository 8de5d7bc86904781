import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "../tasks.mjs";

/** The libraries that come inside the package beside PostgreSQL's own, how their files are called and say their version. */
const libraries = [
  { name: "openssl", file: /^(lib)?(crypto|ssl)\b/, says: /OpenSSL (\d+\.\d+\.\d+[a-z]*) /, licence: "OpenSSL" },
  {
    name: "icu",
    file: /^(lib)?icu/,
    named: /\.so\.(\d+\.\d+)$|[a-z](\d+)\.dll$|\.(\d+\.\d+)\.dylib$/,
    licence: "Unicode-DFS-2016",
  },
  { name: "libxml2", file: /^libxml2\b/, says: /\D(2)(\d\d)(\d\d)\0/, licence: "MIT" },
  { name: "libxslt", file: /^libxslt\b/, says: /\D(1)(\d\d)(\d\d)\0/, licence: "MIT" },
  { name: "zlib", file: /^(libz\b|zlib)/, says: /deflate (\d+\.\d+(?:\.\d+)*) Copyright/, licence: "Zlib" },
  { name: "xz", file: /^liblzma\b/, says: /\0(5\.\d+\.\d+)\0/, licence: "LicenseRef-public-domain" },
  { name: "ossp-uuid", file: /^libossp-uuid\b/, says: /OSSP uuid (\d+\.\d+\.\d+)/, licence: "LicenseRef-OSSP-uuid" },
  { name: "zstd", file: /^(lib)?zstd\b/, says: /\0v?(1\.\d+\.\d+)\0/, licence: "BSD-3-Clause" },
  { name: "lz4", file: /^(lib)?lz4\b/, says: /\0(1\.\d+\.\d+)\0/, licence: "BSD-2-Clause" },
];

const ofPostgresItself = /^(lib)?(pq|ecpg|pgtypes|pgcommon|pgport|pgfeutils)/;

/**
 * PostgreSQL as the embedding packages hold it, and the libraries that come with it: their names are in no lock file.
 *
 * @param places of those packages, as the lock file has them; the one of this system, where there is one
 */
export function embeddedPostgres(places) {
  const all = { components: [], dependencies: [], inside: {} };
  for (const place of places) {
    const packaged = JSON.parse(readFileSync(join(root, place, "package.json"), "utf8"));
    const version = /^\d+\.\d+/.exec(packaged.version)?.[0] ?? packaged.version;
    const postgres = {
      "bom-ref": `pkg:generic/postgresql@${version}`,
      type: "application",
      name: "PostgreSQL",
      version,
      description: "The database server that is started where no DATABASE_URL is set.",
      scope: "optional",
      licenses: [{ license: { id: "PostgreSQL" } }],
      cpe: `cpe:2.3:a:postgresql:postgresql:${version}:*:*:*:*:*:*:*`,
      purl: `pkg:generic/postgresql@${version}`,
    };
    const beside = librariesIn(join(root, place, "native", "lib"));
    const ref = `pkg:npm/${packaged.name.replace("@", "%40")}@${packaged.version}`;
    all.components.push(postgres, ...beside);
    all.dependencies.push({ ref: postgres["bom-ref"], dependsOn: beside.map((it) => it["bom-ref"]) });
    all.dependencies.push(...beside.map((it) => ({ ref: it["bom-ref"], dependsOn: [] })));
    all.inside[ref] = [postgres["bom-ref"]];
  }
  return all;
}

/** @throws where a library is there that is in no list: whoever brings a new one adds it */
function librariesIn(folder) {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => /\.(so|dylib|dll)(\.|$)/.test(file)) : [];
  const foreign = files.filter((file) => !ofPostgresItself.test(file));
  const found = new Map();
  for (const file of foreign) {
    const known = libraries.find((library) => library.file.test(file));
    if (!known)
      throw new Error(`${basename(file)} beside PostgreSQL is a library that scripts/sbom/postgres.mjs does not know.`);
    found.set(known, found.get(known) ?? versionOf(known, file, join(folder, file)));
  }
  return [...found].map(([{ name, licence }, version]) => {
    const ref = `pkg:generic/${name}${version ? `@${version}` : ""}`;
    const license = licence.startsWith("LicenseRef-") ? { name: licence } : { id: licence };
    return {
      "bom-ref": ref,
      type: "library",
      name,
      ...(version && { version }),
      scope: "optional",
      licenses: [{ license }],
      purl: ref,
    };
  });
}

/** In one piece, or as a number of two digits a part; null where the file does not say. */
function versionOf({ says, named }, file, path) {
  const match = named?.exec(file) ?? says?.exec(readFileSync(path, "latin1"));
  const parts = match?.slice(1).filter(Boolean) ?? [];
  return parts.length > 1 ? parts.map(Number).join(".") : (parts[0] ?? null);
}
