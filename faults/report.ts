import type { Tried } from "./try-out";

/** What was promised and did not hold, in sentences; none where all held. */
export function brokenBy({ verdict, wrong }: Tried): string[] {
  if (!verdict) return wrong;
  const told = (what: string, list: string[]) => list.map((it) => `${what}: ${it}`);
  return [
    ...wrong,
    ...told("lost", verdict.lost),
    ...told("duplicated", verdict.duplicated),
    ...told("half done", verdict.half),
    ...told("answer", verdict.wrong),
    ...(verdict.chain ? [`chain: ${verdict.chain}`] : []),
    ...(verdict.acknowledged === 0 ? ["Nothing was acknowledged: nothing was tried."] : []),
  ];
}

const head = [
  ...["scenario", "changes acknowledged", "lost", "duplicated", "half done", "refused", "503", "no answer"],
  ...["done all the same", "other answers", "longest answer", "back after", "chain"],
];

export function asTable(all: Tried[]): string {
  const line = (cells: (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [head, head.map((_, n) => (n === 0 ? "---" : "--:")), ...all.map(rowOf)].map(line).join("\n");
}

/** One row, for whoever waits for the table. */
export const asRow = (one: Tried): string =>
  rowOf(one)
    .map((cell, n) => (n === 0 || cell === "" ? cell : `${head[n]}: ${cell}`))
    .slice(1)
    .filter((cell) => cell !== "")
    .join(", ");

function rowOf({ scenario, skipped, verdict, secondsUntilBack }: Tried): (string | number)[] {
  if (!verdict) return [scenario.name, `not tried: ${skipped}`, ...head.slice(2).map(() => "")];
  return [
    scenario.name,
    ...[verdict.acknowledged, verdict.lost.length, verdict.duplicated.length, verdict.half.length, verdict.refused],
    ...[verdict.unavailable, verdict.unanswered, verdict.doneAllTheSame, verdict.wrong.length],
    `${(verdict.longestMs / 1000).toFixed(1)} s`,
    secondsUntilBack === null ? "never" : `${secondsUntilBack.toFixed(1)} s`,
    verdict.chain ? "broken" : `${verdict.sealed} sealed`,
  ];
}
