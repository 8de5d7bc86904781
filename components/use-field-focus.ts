"use client";

import { useEffect, useRef } from "react";
import type { Trouble } from "./use-action";

/** For a form: after a refusal that blames a field, the focus goes there. */
export function useFieldFocus(trouble: Trouble | null) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (trouble?.fields) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [trouble]);
  return form;
}
