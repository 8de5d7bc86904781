/**
 * Under which licences a part may come along with Roster, which is Apache-2.0, and why where that is not plain. Nothing of
 * these packages is copied into this repository: whoever installs gets each from its maker, with its licence in its folder.
 */
const welcome = {
  "0BSD": "permissive",
  "Apache-2.0": "the same",
  "BlueOak-1.0.0": "permissive",
  "BSD-2-Clause": "permissive",
  "BSD-3-Clause": "permissive",
  "CC-BY-4.0": "data (which browser knows what) that the build reads; its maker is named in its folder",
  ISC: "permissive",
  "LGPL-3.0-or-later": "a library of its own, unchanged, loaded at run time and open to be replaced: LGPL 4(d)(1)",
  "LicenseRef-OSSP-uuid": "permissive, in the words of MIT",
  libtiff: "permissive",
  "Libpng-2.0": "permissive",
  MIT: "permissive",
  "MPL-2.0": "its own files, unchanged, stay under it: MPL 3.3",
  "OFL-1.1": "a font that comes along with a program: OFL 1 and 5",
  OpenSSL: "permissive, with its makers named; PostgreSQL’s, not linked with anything under the GPL",
  PostgreSQL: "permissive",
  "LicenseRef-public-domain": "no condition at all",
  "Unicode-DFS-2016": "permissive",
  Unlicense: "no condition at all",
  Zlib: "permissive",
};

/** What packages call a licence that has an SPDX name. */
const otherwise = { "SIL OPEN FONT LICENSE": "OFL-1.1" };

/** A licence as a bill of materials has it. */
export function licenceOf(said) {
  const id = otherwise[said] ?? (typeof said === "string" ? said : "");
  if (id === "") return [];
  if (/\s(OR|AND|WITH)\s/.test(id)) return [{ expression: id }];
  return [{ license: id in welcome && !id.startsWith("LicenseRef-") ? { id } : { name: id } }];
}

/** The parts, each with its licence, that are under none that is welcome. Of a choice one is enough, of a sum all are needed. */
export function refusedLicences({ components }) {
  return components
    .map(({ name, version, licenses }) => [`${name}@${version}`, nameIn(licenses)])
    .filter(([, licence]) => !isWelcome(licence))
    .map(([part, licence]) => `${part} (${licence || "no licence told"})`);
}

const nameIn = ([it] = []) => it?.expression ?? it?.license?.id ?? it?.license?.name ?? "";

function isWelcome(expression) {
  const bare = expression.replace(/^\((.*)\)$/, "$1");
  if (bare.includes("(") || / WITH /.test(bare)) return false; // For a person to read.
  return bare.split(" OR ").some((choice) => choice.split(" AND ").every((id) => id in welcome));
}
