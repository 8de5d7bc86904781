"use client";

import { createContext, use } from "react";
import { Checkbox } from "../ui/checkbox";

type Picked = {
  ids: ReadonlySet<string>;
  /** Whether all rows of the page are picked, or some. */
  all: boolean;
  some: boolean;
  pick: (id: string, on: boolean) => void;
  pickAll: (on: boolean) => void;
};

/** Which rows are ticked. The cells ask for it themselves, so that the columns stay the same. */
export const Picking = createContext<Picked | null>(null);

export function PickBox({ id, username }: { id: string; username: string }) {
  const picked = use(Picking);
  return (
    <Checkbox
      aria-label={`Select ${username}`}
      className="align-middle max-rail:m-2.5"
      checked={picked?.ids.has(id) ?? false}
      onChange={(event) => picked?.pick(id, event.target.checked)}
    />
  );
}

export function PickAllBox() {
  const picked = use(Picking);
  return (
    <Checkbox
      aria-label="Select all on this page"
      ref={(box) => {
        if (box) box.indeterminate = !picked?.all && (picked?.some ?? false);
      }}
      className="align-middle indeterminate:border-accent indeterminate:bg-accent indeterminate:after:h-[1.75px] indeterminate:after:w-[7px] indeterminate:after:bg-bg indeterminate:after:content-['']"
      checked={picked?.all ?? false}
      onChange={(event) => picked?.pickAll(event.target.checked)}
    />
  );
}
