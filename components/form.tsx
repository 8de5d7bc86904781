"use client";

import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Trouble } from "./use-action";
import { useFieldFocus } from "./use-field-focus";

type FormProps = {
  trouble: Trouble | null;
  /** Called when something is typed after a refusal that blamed a field: it may be mended now. Gets what is left to mend. */
  onMend: (left: Trouble | null) => void;
  onSubmit: (typed: (field: string) => string) => void;
  className?: string;
  children: ReactNode;
};

/** A form that our own script sends. Before that script is there, `post` keeps what was typed out of the address. */
export function Form({ trouble, onMend, onSubmit, className, children }: FormProps) {
  const form = useFieldFocus(trouble);
  return (
    <form
      ref={form}
      method="post"
      noValidate
      className={clsx("grid gap-4", className)}
      onChange={(event) => {
        const left = trouble && leftToMend(trouble, Reflect.get(event.target, "name"));
        if (left !== trouble) onMend(left);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        onSubmit((field) => String(data.get(field) ?? ""));
      }}
    >
      {children}
    </form>
  );
}

/** One field alone to blame may be mended by any: "the two are not the same". Several are mended one by one. */
export function leftToMend(trouble: Trouble, typed: string): Trouble | null {
  const fields = Object.entries(trouble.fields ?? {});
  const left = fields.filter(([field]) => field !== typed);
  if (fields.length === 1) return null;
  return left.length < fields.length ? { ...trouble, fields: Object.fromEntries(left), partlyMended: true } : trouble;
}
