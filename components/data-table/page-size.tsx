"use client";

import ChevronsUpDown from "lucide-react/icons/chevrons-up-down";
import { useListAddress } from "./list-address";

const sizes = [25, 50, 100];

export function PageSize({ limit }: { limit: number }) {
  const { show } = useListAddress();
  const offered = sizes.includes(limit) ? sizes : [...sizes, limit].sort((a, b) => a - b);
  return (
    <span className="relative text-ink-3 hover:text-ink max-rail:hidden">
      <select
        aria-label="Rows a page"
        value={limit}
        onChange={(event) => show({ limit: Number(event.target.value) })}
        className="h-6.5 appearance-none rounded-2 bg-bg pr-6 pl-2"
      >
        {offered.map((size) => (
          <option key={size} value={size}>
            {size} a page
          </option>
        ))}
      </select>
      <ChevronsUpDown aria-hidden className="pointer-events-none absolute top-1.75 right-1.5 size-3" />
    </span>
  );
}
