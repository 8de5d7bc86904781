/** One filter: what a page of it takes us, and what the usual query takes, in milliseconds. */
export type Bar = { label: string; ours: number; usual: number };

const row = 26;
const left = 230;
const width = 560;

/** Two bars for each filter, on a scale where each line is ten times the one before. For light and dark pages. */
export function chartOf(title: string, bars: Bar[]): string {
  const most = Math.max(...bars.flatMap(({ ours, usual }) => [ours, usual]));
  const powers = Array.from({ length: Math.ceil(Math.log10(most)) + 2 }, (_, i) => i - 1);
  const x = (ms: number) => left + ((Math.log10(Math.max(ms, 0.1)) + 1) / (powers.length - 1)) * width;
  const height = bars.length * row + 78;
  const lines = powers.map(
    (power) => `<path class="line" d="M${x(10 ** power)} 52V${height - 22}"/>
  <text class="soft" x="${x(10 ** power)}" y="${height - 6}" text-anchor="middle">${timeText(10 ** power)}</text>`,
  );
  const pairs = bars.map(({ label, ours, usual }, i) => {
    const y = 58 + i * row;
    const bar = (ms: number, top: number, name: string) =>
      `<rect class="${name}" x="${left}" y="${top}" width="${(x(ms) - left).toFixed(1)}" height="8" rx="1"><title>${escaped(label)}: ${timeText(ms)}</title></rect>`;
    return `<text x="${left - 10}" y="${y + 12}" text-anchor="end">${escaped(label)}</text>
  ${bar(ours, y, "ours")}
  ${bar(usual, y + 9, "usual")}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + width + 40} ${height}" font-family="ui-sans-serif, system-ui, sans-serif" font-size="12" role="img" aria-label="${escaped(title)}">
  <style>
    text { fill: #24292f } .soft { fill: #6e7781 } .line { stroke: #d0d7de } .ours { fill: #2f6feb } .usual { fill: #afb8c1 }
    @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .soft { fill: #8d96a0 } .line { stroke: #30363d } .ours { fill: #4493f8 } .usual { fill: #6e7681 } }
  </style>
  <text x="0" y="16" font-size="14" font-weight="600">${escaped(title)}</text>
  <rect class="ours" x="${left}" y="28" width="10" height="8"/><text class="soft" x="${left + 16}" y="36">Roster</text>
  <rect class="usual" x="${left + 80}" y="28" width="10" height="8"/><text class="soft" x="${left + 96}" y="36">the usual query</text>
  ${[...lines, ...pairs].join("\n  ")}
</svg>
`;
}

const timeText = (ms: number) => (ms >= 1000 ? `${round(ms / 1000)} s` : `${round(ms)} ms`);
const round = (value: number) => Number(value.toPrecision(2));
const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
