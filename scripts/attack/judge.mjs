/**
 * Holds what was found against what is explained: the tool, a pattern for what it says and one for where, and why that is no
 * hole. The same finding in many places counts as one, by its first place.
 *
 * @returns the lines to print, and whether every finding is explained
 */
export function judge(findings, explanations) {
  const groups = new Map();
  for (const finding of findings) {
    const why = explanations.find((it) => fits(it, finding));
    const key = `${finding.tool}|${finding.what}|${why?.because ?? finding.where}`;
    groups.set(key, { finding, why, times: (groups.get(key)?.times ?? 0) + 1 });
  }
  const all = [...groups.values()];
  const open = all.filter(({ why }) => !why);
  const explained = all.filter(({ why }) => why);
  return {
    isFine: open.length === 0,
    lines: [
      `${findings.length} findings, ${open.length} of them not explained.`,
      ...open.map(({ finding, times }) => `NOT EXPLAINED  ${line(finding, times)}`),
      ...explained.map(
        ({ finding, times, why }) => `explained      ${line(finding, times)}\n               ${why.because}`,
      ),
    ],
  };
}

const fits = (it, { tool, what, where }) =>
  it.tool === tool && new RegExp(it.what, "i").test(what) && new RegExp(it.where ?? "").test(where);

const line = ({ tool, as, what, where }, times) =>
  `${tool} (${as}): ${what}: ${where}${times > 1 ? ` (${times} times)` : ""}`;
