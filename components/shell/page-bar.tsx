import ChevronRight from "lucide-react/icons/chevron-right";
import Link from "next/link";
import type { ReactNode } from "react";

/** The top of a page: its heading, and the one primary button on the right. */
export function PageBar({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="flex min-h-14 flex-none items-center gap-2 px-(--gutter) max-rail:min-h-13">
      <h1 className="mr-auto">{title}</h1>
      {children}
    </div>
  );
}

/** The top of a page below another: the way back up. */
export function Crumbs({ up, here }: { up: { href: string; label: string }; here: string }) {
  return (
    <div className="flex min-h-14 flex-none items-center px-(--gutter) max-rail:min-h-13">
      <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1.5 text-ink-3">
        <Link href={up.href} className="py-1 hover:text-ink">
          {up.label}
        </Link>
        <ChevronRight className="size-3.5" />
        <span aria-current="page" className="truncate text-ink-2">
          {here}
        </span>
      </nav>
    </div>
  );
}
