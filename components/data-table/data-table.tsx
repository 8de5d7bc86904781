"use client";

import { type ColumnDef, type RowData, useTable } from "@tanstack/react-table";
import { clsx } from "clsx";
import type { KeyboardEvent, ReactNode } from "react";
import { features } from "./features";
import { useListAddress } from "./list-address";
import { SortHead } from "./sort-head";
import { readSort, writeSort } from "./sort-text";

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
  const { pending, show } = useListAddress();
  const sorting = readSort(sort);
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: rowId,
    state: { sorting },
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    onSortingChange: (change) => show({ sort: writeSort(typeof change === "function" ? change(sorting) : change) }),
  });

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
                <SortHead header={header}>
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
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              tabIndex={-1}
              onKeyDown={onEnter(() => onOpen(row.original))}
              className={clsx(rowLook, phoneRow)}
            >
              {row.getAllCells().map((cell) => {
                const { rowHead, className } = cell.column.columnDef.meta ?? {};
                const Cell = rowHead ? "th" : "td";
                return (
                  <Cell key={cell.id} scope={rowHead ? "row" : undefined} className={clsx(cellLook, className)}>
                    <table.FlexRender cell={cell} />
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && empty}
    </>
  );
}

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
