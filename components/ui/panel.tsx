import { type ReactNode, useId } from "react";

/** A part of a page: a heading on a hairline, not a box. */
export function Panel({
  title,
  count,
  end,
  children,
}: {
  title: string;
  count?: number;
  end?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <header className="flex min-h-8.5 items-center gap-x-2 border-b max-rail:flex-wrap">
        <h2 id={id} className="shrink-0">
          {title}
        </h2>
        {count !== undefined && <span className="text-ink-3">{count}</span>}
        {end && (
          <div className="ml-auto text-right text-12 text-ink-3 [&>a]:inline-block [&>a]:py-1 max-rail:[&>a]:py-2.5">
            {end}
          </div>
        )}
      </header>
      {children}
    </section>
  );
}
