"use client";

import { useRouter } from "next/navigation";
import { createContext, use, useEffect } from "react";
import type { Role } from "@/lib/permissions";

/** The roles that what stands round the pages was drawn for. */
export const ShellRoles = createContext<readonly Role[]>([]);

/**
 * On every page, with the roles that it was drawn for. What stands round it is not drawn at every click: where a role was
 * given or taken since, it is drawn anew.
 */
export function SeenAs({ roles }: { roles: readonly Role[] }) {
  const router = useRouter();
  const stale = use(ShellRoles).join() !== roles.join();
  useEffect(() => {
    if (stale) router.refresh();
  }, [stale, router]);
  return null;
}
