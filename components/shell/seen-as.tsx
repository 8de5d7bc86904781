"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useEffect } from "react";
import type { Viewer } from "../users/user-actions";

const Shell = createContext("");

/** Round the pages, with whom what stands round them was drawn for. */
export const ShellOf = ({ viewer, children }: { viewer: Viewer; children: ReactNode }) => (
  <Shell value={marks(viewer)}>{children}</Shell>
);

/**
 * On every page, with whom it was drawn for. What stands round it is not drawn at every click: where a role was given or
 * taken since, or somebody else has signed in, it is drawn anew.
 */
export function SeenAs({ viewer }: { viewer: Viewer }) {
  const router = useRouter();
  const stale = use(Shell) !== marks(viewer);
  useEffect(() => {
    if (stale) router.refresh();
  }, [stale, router]);
  return null;
}

const marks = ({ id, username, name, roles }: Viewer) => JSON.stringify([id, username, name, roles]);
