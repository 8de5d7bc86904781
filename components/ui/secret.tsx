"use client";

import RefreshCw from "lucide-react/icons/refresh-cw";
import { useId } from "react";
import { CopyButton } from "./copy-button";
import { IconButton } from "./icon-button";
import { Skeleton } from "./skeleton";

/** A secret that is shown once, to be copied. Null: on its way. */
export function Secret({
  label,
  hint,
  value,
  onRenew,
}: {
  label: string;
  hint: string;
  value: string | null;
  onRenew?: () => void;
}) {
  const id = useId();
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <span id={id} className="font-medium">
        {label}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's, this is a thing to read */}
      <div
        role="group"
        aria-labelledby={id}
        className="flex min-h-11 items-center gap-2 rounded-[8px] border border-line-strong bg-bg-sunken pr-1.5 pl-3"
      >
        <code
          id={`${id}value`}
          className="min-w-0 flex-1 py-2 font-medium [overflow-wrap:anywhere] text-[0.9375rem] tracking-normal max-rail:text-14"
        >
          {value ?? <Skeleton className="w-48" />}
        </code>
        {onRenew && (
          <IconButton aria-label="Make another" onClick={onRenew}>
            <RefreshCw />
          </IconButton>
        )}
        <CopyButton text={value ?? ""} textId={`${id}value`} />
      </div>
      <span className="text-12 text-ink-3">{hint}</span>
    </div>
  );
}
