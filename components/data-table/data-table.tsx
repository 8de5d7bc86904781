"use client";

import { type Column, type ColumnDef, type RowData, useTable } from "@tanstack/react-table";
import { clsx } from "clsx";
import type { KeyboardEvent, ReactNode } from "react";
import { features } from "./features";
import { useListAddress } from "./list-address";
import { SortHead } from "./sort-head";
import { readSort, sortAfterClick } from "./sort-text";

type Props<Row extends RowData> = {
  label: string;
  // biome-ignore lint/suspicious/noExplicitAny: each column has a type of value of its own.
  columns: ColumnDef<typeof features, Row, any>[];
  rows: Row[];
  rowId: (row: Row) => string;
  /** As in the address: a column's id, with a leading hyphen for downwards. */
  sort: string;
  onOpen: (row: Row) => void;
  /** How a row lays itself out on a phone, where it is a grid. */
  phoneRow: string;
  /** What stands under the heads when there are no rows. */
  empty: ReactNode;
};

/** A page of a list that the server filtered, sorted and counted. */
export function DataTable<Row extends RowData>({
  label,
  columns,
  rows,
  rowId,
  sort,
  onOpen,
  phoneRow,
  empty,
}: Props<Row>) {
  const { pending, sort: asked, show } = useListAddress();
  const table = useTable({
    features,
    columns,
    data: rows,
    state: { sorting: readSort(sort) },
    manualSorting: true,
    sortDescFirst: false, // Of a list without rows it would guess.
  });
  // The table knows the order of the rows that there are. Another may be asked for already, whose rows have not come.
  const sortBy = (column: Column<typeof features, Row>) =>
    show({ sort: sortAfterClick(pending && asked ? asked : sort, column.id, column.getFirstSortDir()) });

  const drawn = table.getAllLeafColumns().map(cellsOf<Row>);

  return (
    <>
      <table aria-label={label} aria-busy={pending} className={tableLook}>
        <colgroup className="max-rail:hidden">
          {table.getAllLeafColumns().map(({ id, columnDef: { meta } }) => (
            <col key={id} className={meta?.className} />
          ))}
        </colgroup>
        <thead className="max-rail:hidden">
          <tr>
            {table.getFlatHeaders().map((header) => (
              <th
                key={header.id}
                scope="col"
                aria-sort={ariaSort[String(header.column.getIsSorted())]}
                className={clsx(headLook, header.column.columnDef.meta?.className)}
              >
                <SortHead column={header.column} onSort={() => sortBy(header.column)}>
                  <table.FlexRender header={header} />
                </SortHead>
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          className={clsx("max-rail:block", pending && "opacity-50 transition-opacity delay-120")}
          onKeyDown={moveBetweenRows}
        >
          {rows.map((row) => (
            <tr
              key={rowId(row)}
              tabIndex={-1}
              onKeyDown={onEnter(() => onOpen(row))}
              className={`${rowLook} ${phoneRow}`}
            >
              {drawn.map(({ id, Cell, className, draw }) => (
                <Cell key={id} scope={Cell === "th" ? "row" : undefined} className={className}>
                  {draw(row)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && empty}
    </>
  );
}

/**
 * How a column draws its cell of any row: by its own function. The library would make an object with a store, memos and a component for each
 * of two hundred cells, for a list that the server filters, sorts and pages; a third of the work of a page.
 */
function cellsOf<Row extends RowData>({ id, accessorFn, columnDef }: Column<typeof features, Row>) {
  const { rowHead, className } = columnDef.meta ?? {};
  // Sound: of what the library hands to cells ours take their row and their value, as `CellOf` has them.
  const cell = columnDef.cell as unknown as (given: CellOf<Row>) => ReactNode;
  const draw = (row: Row) => cell({ row: { original: row }, getValue: () => accessorFn?.(row, 0) });
  return { id, Cell: rowHead ? ("th" as const) : ("td" as const), className: clsx(cellLook, className), draw };
}

type CellOf<Row> = { row: { original: Row }; getValue: () => unknown };

const ariaSort: Record<string, "ascending" | "descending"> = { asc: "ascending", desc: "descending" };

/** Enter opens the row that has the focus itself; in a row, links and buttons mean what they mean. */
const onEnter = (open: () => void) => (event: KeyboardEvent) => {
  if (event.key === "Enter" && event.target === event.currentTarget) open();
};

/** Up and down go from row to row. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>) {
  if (event.defaultPrevented || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const row = (event.target as Element).closest("tr");
  const to = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  if (!(to instanceof HTMLElement)) return;
  event.preventDefault();
  to.focus();
}

const tableLook = "w-full table-fixed border-separate border-spacing-0 max-rail:block";
const headLook =
  "sticky top-0 z-5 h-8.5 border-b bg-bg-sunken px-2 text-left font-normal text-12 text-ink-3 first:pl-(--gutter) last:pr-3.5 aria-[sort]:font-medium aria-[sort]:text-ink";
/** One name for what each row has, and each of two hundred cells: it stands that often in the page. */
const rowLook = "data-row exact-on-focus";
const cellLook = "data-cell";
