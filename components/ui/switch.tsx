import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

/** A switch with its label beside it; the whole line can be clicked. */
export function Switch({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: string; hint?: ReactNode }) {
  const id = useId();
  return (
    <div className={clsx("flex items-start gap-2.5", className)}>
      <input
        {...rest}
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={rest.checked}
        aria-describedby={hint ? `${id}hint` : undefined}
        className="relative mt-0.5 h-4.5 w-7.5 shrink-0 appearance-none rounded-full border border-line-control bg-bg-press transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-3 before:rounded-full before:bg-ink-2 before:transition-[translate] checked:border-accent checked:bg-accent checked:before:translate-x-3 checked:before:bg-bg focus-visible:rounded-full"
      />
      <div className="grid">
        <label htmlFor={id} className="min-h-6">
          {label}
        </label>
        {hint && (
          <p id={`${id}hint`} className="-mt-0.5 text-12 text-ink-3">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
