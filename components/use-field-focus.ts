"use client";

import { useEffect, useRef } from "react";
import type { Trouble } from "./use-action";

/** For a form or a part of one: after a refusal that blames a field, the focus goes there. */
export function useFieldFocus<E extends HTMLElement = HTMLFormElement>(trouble: Trouble | null) {
  const form = useRef<E>(null);
  useEffect(() => {
    const isNew = trouble?.fields && !trouble.partlyMended;
    if (isNew) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [trouble]);
  return form;
}
