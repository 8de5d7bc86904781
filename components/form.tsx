"use client";

import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Trouble } from "./use-action";
import { useFieldFocus } from "./use-field-focus";

type FormProps = {
  trouble: Trouble | null;
  /** Called when something is typed after a refusal that blamed a field: it may be mended now. */
  onMend: () => void;
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
      onChange={() => trouble?.fields && onMend()}
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
