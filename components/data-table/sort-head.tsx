import type { Column, RowData } from "@tanstack/react-table";
import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import type { ReactNode } from "react";
import type { features } from "./features";

type Props<Row extends RowData> = {
  column: Column<typeof features, Row>;
  onSort: () => void;
  children: ReactNode;
};

/** A column's head: a button where the list can be sorted by it. */
export function SortHead<Row extends RowData>({ column, onSort, children }: Props<Row>) {
  if (!column.getCanSort()) return children;
  const sorted = column.getIsSorted();
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      onClick={onSort}
      className="-mx-1.5 inline-flex h-6 items-center gap-1 rounded-1 px-1.5 hover:text-ink"
    >
      {children}
      {sorted && <Arrow aria-hidden className="size-3" />}
    </button>
  );
}
