"use client";

/** About 860 elements with 1,555 attributes, as the users page has with 25 rows, made once: nothing is asked, filtered, opened or learned. */

const cells = Array.from({ length: 8 }, (_, n) => n);

const row = (n) => (
  <tr key={n} id={`row-${n}`} data-number={n} className="data-row exact-on-focus grid-cols-phone" tabIndex={-1}>
    {cells.map((cell) => (
      <td key={cell} data-column={cell} className="data-cell max-rail:col-start-2 max-rail:row-start-2">
        <span className="inline-flex items-center gap-1 whitespace-nowrap" title={`Somebody ${n}, ${cell}`}>
          <span aria-hidden="true" className="rounded-full border" />
          <span data-what={`${n}-${cell}`}>Ada Lovelace {n}</span>
        </span>
      </td>
    ))}
    <td className="data-cell" data-column="8" />
  </tr>
);

const table = (
  <table aria-label="Users" className="w-full table-fixed border-separate">
    <tbody className="block">{Array.from({ length: 25 }, (_, n) => row(n))}</tbody>
  </table>
);

export const Drawn = ({ host }) => (
  <main id="content" title={host} className="relative">
    {table}
  </main>
);
