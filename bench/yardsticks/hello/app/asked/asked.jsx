"use client";

/** About 860 elements with 1,555 attributes, as the users page has with 25 rows: those of a row from its user, the rest made once. */

const row = (user, n) => (
  <tr key={user.id} id={`row-${n}`} data-number={n} className="data-row exact-on-focus grid-cols-phone" tabIndex={-1}>
    {cellsOf(user).map((text, cell) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: each cell stays where it is.
      <td key={cell} data-column={cell} className="data-cell max-rail:col-start-2 max-rail:row-start-2">
        <span className="inline-flex items-center gap-1 whitespace-nowrap" title={text}>
          <span aria-hidden="true" className="rounded-full border" />
          <span data-what={cell}>{text}</span>
        </span>
      </td>
    ))}
    <td className="data-cell" data-column="8" />
  </tr>
);

const cellsOf = ({ name, username, email, roles, status, groups, last_seen_at, created_at }) => [
  ...[name, username, email, roles.join(", "), status, groups.join(", ")],
  ...[String(last_seen_at?.getTime?.() ?? "never"), String(created_at.getTime())],
];

export const Asked = ({ viewer, people, total }) => (
  <main id="content" title={viewer.name} className="relative">
    <table aria-label="Users" className="w-full table-fixed border-separate">
      <tbody className="block">{people.map(row)}</tbody>
    </table>
    <p>{total}</p>
  </main>
);
