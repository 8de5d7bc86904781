import { metaHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";

/** How a column stands on the page, beside what is in it. */
export type ColumnLook = {
  /** For every cell of the column, its head and its `<col>`: how wide it is and where it hides. Without a width it takes what the others leave. */
  className?: string;
  /** Its cells name their rows, for those who do not see them. */
  rowHead?: boolean;
};

/** The server filters, sorts and pages; the table only draws heads and cells, and knows which head is sorted. */
export const features = tableFeatures({ rowSortingFeature, columnMeta: metaHelper<ColumnLook>() });
