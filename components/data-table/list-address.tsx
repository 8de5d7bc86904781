"use client";

import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { createContext, type ReactNode, use, useMemo, useTransition } from "react";

/** A list's memory is the address bar, so a view can be shared, reloaded and gone back to. */
type Address = {
  q: string;
  /** The order that was asked for last, if any was; until the server has answered the rows are of another. */
  sort: string | null;
  /** All of it, to tell one list, order or page from another. */
  whole: string;
  /** True while the server works on what was asked last; the old rows stay until then. */
  pending: boolean;
  /** Another list: filter, order or size. It starts at its first page. */
  show: (change: { q?: string; sort?: string | null; limit?: number }) => void;
  /** Another page of the same list. */
  turn: (to: { after: string } | { before: string }) => void;
};

const parsers = {
  q: parseAsString.withDefault(""),
  sort: parseAsString,
  after: parseAsString,
  before: parseAsString,
  limit: parseAsInteger.withDefault(25),
};

const Context = createContext<Address | null>(null);

export function ListAddress({ children }: { children: ReactNode }) {
  const [pending, startTransition] = useTransition();
  const [parts, setParts] = useQueryStates(parsers, { shallow: false, history: "push", startTransition });
  const { q, sort } = parts;
  const whole = JSON.stringify(parts);

  const address = useMemo<Address>(
    () => ({
      q,
      sort,
      whole,
      pending,
      show: (change) => void setParts({ ...change, after: null, before: null }),
      turn: (to) => void setParts({ after: null, before: null, ...to }),
    }),
    [q, sort, whole, pending, setParts],
  );
  return <Context value={address}>{children}</Context>;
}

export function useListAddress(): Address {
  const address = use(Context);
  if (!address) throw new Error("A list needs <ListAddress> around it.");
  return address;
}
