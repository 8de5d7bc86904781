type CountTableProps = { about: string; heads: string[]; rows: { date: Date; counts: number[] }[] };

/** The same numbers as a table, for who does not see the drawing or wants one of them exactly. */
export function CountTable({ about, heads, rows }: CountTableProps) {
  return (
    <details className="group">
      <summary className="inline-block cursor-pointer list-none py-1 max-rail:py-2.5 text-12 text-ink-3 hover:text-ink [&::-webkit-details-marker]:hidden">
        <span className="link group-open:hidden">Show as a table</span>
        <span className="link hidden group-open:inline">Hide the table</span>
      </summary>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
        tabIndex={0}
        aria-label={about}
        className="mt-2 max-h-80 max-w-130 overflow-auto rounded-[8px] border"
      >
        <table className="w-full text-left">
          <caption className="sr-only">{about}</caption>
          <thead className="sticky top-0 bg-bg-sunken text-12 text-ink-3">
            <tr>
              <th scope="col" className="h-8 px-3 font-normal">
                Day
              </th>
              {heads.map((head) => (
                <th key={head} scope="col" className="px-3 text-right font-normal">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ date, counts }) => (
              <tr key={date.toISOString()} className="border-t">
                <th scope="row" className="px-3 py-1 font-normal">
                  {date.toISOString().slice(0, 10)}
                </th>
                {counts.map((count, i) => (
                  <td key={heads[i]} className="px-3 py-1 text-right">
                    {count.toLocaleString("en")}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
