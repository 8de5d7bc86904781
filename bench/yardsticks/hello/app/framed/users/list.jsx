"use client";
import { rowSortingFeature, tableFeatures, useTable } from "@tanstack/react-table";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { Suspense, use, useState } from "react";

const features = tableFeatures({ rowSortingFeature });

const parsers = {
  q: parseAsString.withDefault(""),
  sort: parseAsString,
  after: parseAsString,
  before: parseAsString,
  limit: parseAsInteger.withDefault(25),
};
const cell = (text, n) => (
  <span className="inline-flex items-center gap-1 whitespace-nowrap" title={text}>
    <span aria-hidden="true" className="rounded-full border" />
    <span data-what={n}>{text}</span>
  </span>
);
const texts = {
  name: (u) => u.name,
  email: (u) => u.email,
  roles: (u) => u.roles.join(", "),
  status: (u) => u.status,
  groups: (u) => u.groups.join(", "),
  last_seen: (u) => String(u.last_seen_at?.getTime?.() ?? "never"),
  created: (u) => String(u.created_at.getTime()),
  username: (u) => u.username,
};
const columns = Object.entries(texts).map(([id, text]) => ({ id, accessorFn: text, header: id, cell: text }));

function Rows({ page }) {
  const rows = use(page);
  const router = useRouter();
  const [, set] = useQueryStates(parsers, { shallow: false, history: "push" });
  const sorting = [{ id: "username", desc: false }];
  const table = useTable({
    features,
    columns,
    data: rows,
    state: { sorting },
    manualSorting: true,
    onSortingChange: () => set({ sort: "username" }),
  });
  const drawn = table.getAllLeafColumns();
  return (
    <table aria-label="Users" className="w-full table-fixed border-separate">
      <thead>
        <tr>
          {table.getFlatHeaders().map((header) => (
            <th key={header.id} scope="col" className="sticky top-0">
              <button type="button" onClick={header.column.getToggleSortingHandler()}>
                <table.FlexRender header={header} />
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block">
        {rows.map((user, n) => (
          <tr
            key={user.id}
            id={`row-${n}`}
            data-number={n}
            tabIndex={-1}
            onKeyDown={() => router.push("/")}
            className="data-row exact-on-focus grid-cols-phone"
          >
            {drawn.map(({ id, columnDef }) => (
              <td key={id} data-column={id} className="data-cell max-rail:col-start-2 max-rail:row-start-2">
                {cell(columnDef.cell(user), id)}
              </td>
            ))}
            <td className="data-cell" data-column="8" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Total = ({ total }) => <> of {use(total)}</>;

export function List({ page, total, q }) {
  const [text, setText] = useState(q);
  return (
    <>
      <div className="relative shrink-0">
        <input
          type="search"
          aria-label="Filter users"
          placeholder="Filter"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="absolute inset-0 w-full"
        />
        <nav>
          {["Active", "Dormant", "Suspended", "Admins", "Never"].map((preset) => (
            <Link key={preset} href={`/users?q=${preset}`} prefetch={false} className="rounded-2 px-2">
              {preset}
            </Link>
          ))}
        </nav>
      </div>
      <Suspense fallback={<p>Loading</p>}>
        <Rows page={page} />
      </Suspense>
      <div className="flex h-11">
        <span>
          1–25
          <Suspense>
            <Total total={total} />
          </Suspense>
        </span>
        <select aria-label="Rows a page" defaultValue={25}>
          {[25, 50, 100].map((n) => (
            <option key={n} value={n}>
              {n} a page
            </option>
          ))}
        </select>
        <button type="button" className="inline-flex">
          Previous
        </button>
        <button type="button" className="inline-flex">
          Next
        </button>
      </div>
    </>
  );
}
