import fc from "fast-check";
import { auditFilter } from "@/lib/audit/filter";
import { maxFilterLength, parseFilter } from "@/lib/filter";
import { type FilterKeys, printFilter } from "@/lib/filter-tree";
import { userFilter } from "@/lib/users/filter";

/** Texts that are nearly filters, read by both languages: never a fault, a place in the text, work in proportion, and the way back. */
export function fuzzFilters(seed: number, goesOn: (tried: number) => boolean): { tried: number; read: number } {
  const found = { tried: 0, read: 0 };
  const languages: FilterKeys[] = [userFilter, auditFilter];
  const texts = fc.tuple(fc.constantFrom(...languages), fc.nat(3)).chain(([keys, way]) => {
    const words = Object.entries(keys).flatMap(([name, key]) => [
      `${name}:`,
      ...("values" in key && key.values ? Object.keys(key.values) : []),
    ]);
    const pieces = fc.constantFrom(
      ...words,
      ...'status:,-()"\\ |ä🦜İ',
      " OR ",
      "90d",
      "2026-07-01",
      "\0",
      "\ud800",
      " (",
      ") ",
    );
    const text =
      way === 0 ? fc.string({ unit: "binary", maxLength: 1200 }) : fc.string({ unit: pieces, maxLength: 80 });
    return text.map((it) => ({ keys, text: it }));
  });
  for (let batch = 0; goesOn(found.tried); batch++) {
    for (const { keys, text } of fc.sample(texts, { seed: seed + batch, numRuns: 1000 })) {
      found.tried++;
      const why = wrongWith(keys, text, () => found.read++);
      if (why) throw new Error(`seed ${seed + batch}: ${JSON.stringify(text)}: ${why}`);
    }
  }
  return found;
}

function wrongWith(keys: FilterKeys, text: string, read: () => void): string | null {
  const { parsed, looks } = counted(() => parseFilter(keys, text));
  if (looks > 4 * text.length + 4) return `it takes ${looks} looks at ${text.length} letters`;
  const ranges = [...parsed.terms, ...(parsed.ok ? [] : [parsed.error, parsed.error.mend ?? parsed.error])];
  if (ranges.some(({ from, to }) => !(0 <= from && from <= to && to <= text.length))) return "a place outside of it";
  if (!parsed.ok) return null;
  read();
  const printed = printFilter(keys, parsed.tree);
  if ([...printed].length > maxFilterLength) return null;
  const again = parseFilter(keys, printed);
  if (!again.ok) return `printed as ${JSON.stringify(printed)} it cannot be read: ${again.error.message}`;
  const same = JSON.stringify(again.tree) === JSON.stringify(parsed.tree);
  return same ? null : `printed as ${JSON.stringify(printed)} it is read as something else`;
}

/** How often the reader looks at a letter. */
function counted<T>(work: () => T): { parsed: T; looks: number } {
  const { charAt } = String.prototype;
  let looks = 0;
  String.prototype.charAt = function (at) {
    looks++;
    return charAt.call(this, at);
  };
  try {
    return { parsed: work(), looks };
  } finally {
    String.prototype.charAt = charAt;
  }
}
