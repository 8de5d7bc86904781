"use client";

import { Suspense } from "react";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { useListAddress } from "./list-address";
import { PageSize } from "./page-size";
import { Total, useTotal } from "./total";
import { useKey } from "./use-key";

type Props = {
  /** The numbers of the first and the last row on this page. Nothing is said where there are no rows. */
  first: number;
  last: number;
  /** How many rows the whole list has. The rows never wait for it. */
  total: Promise<number>;
  limit: number;
  next: string | null;
  previous: string | null;
};

/** Where in the list this page is, and the ways to its neighbours. */
export function TableFoot({ first, last, total, limit, next, previous }: Props) {
  const { turn } = useListAddress();
  const { key, known, onKnown } = useTotal(total);
  const goBack = () => previous && turn({ before: previous });
  const goOn = () => next && turn({ after: next });
  useKey("[", goBack);
  useKey("]", goOn);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's.
    <div
      role="group"
      aria-label="Pages"
      className="flex h-11 shrink-0 items-center gap-2 border-t bg-bg px-(--gutter) text-ink-2 max-rail:sticky max-rail:bottom-14 max-rail:z-10 max-rail:h-14"
    >
      <span className="mr-auto [font-kerning:none]">
        {last >= first && `${format(first)}–${format(last)}`}
        <Suspense key={key} fallback={known}>
          {last >= first && <Total total={total} onKnown={onKnown} />}
        </Suspense>
      </span>
      <PageSize limit={limit} />
      <Button size="small" aria-label="Previous page" aria-disabled={!previous} onClick={goBack}>
        Previous <Kbd className="-mr-1 ml-0.5 max-rail:hidden">[</Kbd>
      </Button>
      <Button size="small" aria-label="Next page" aria-disabled={!next} onClick={goOn}>
        Next <Kbd className="-mr-1 ml-0.5 max-rail:hidden">]</Kbd>
      </Button>
    </div>
  );
}

const format = (count: number) => count.toLocaleString("en");
