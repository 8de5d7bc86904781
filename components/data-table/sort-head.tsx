import type { Header, RowData } from "@tanstack/react-table";
import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import type { ReactNode } from "react";
import type { features } from "./features";

type Props<Row extends RowData> = { header: Header<typeof features, Row, unknown>; children: ReactNode };

/** A column's head: a button where the list can be sorted by it. */
export function SortHead<Row extends RowData>({ header, children }: Props<Row>) {
  const { column } = header;
  if (!column.getCanSort()) return children;
  const sorted = column.getIsSorted();
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      onClick={column.getToggleSortingHandler()}
      className="-mx-1.5 inline-flex h-6 items-center gap-1 rounded-1 px-1.5 hover:text-ink"
    >
      {children}
      {sorted && <Arrow aria-hidden className="size-3" />}
    </button>
  );
}
