import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Input } from "./input";

type Wiring = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

export type FieldText = { label: string; hint?: ReactNode; error?: string | null };

/** A label over a control, a hint or an error under it, wired so that all of it is read out together. */
export function Field({
  label,
  hint,
  error,
  className,
  children,
}: FieldText & { className?: string; children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const about = `${id}about`;
  return (
    <div className={clsx("grid gap-1.5", className)}>
      <label htmlFor={id} className="justify-self-start font-medium">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": error || hint ? about : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {(error || hint) && (
        <p id={about} className={clsx("text-12", error ? "text-suspended" : "text-ink-3")}>
          {error || hint}
        </p>
      )}
    </div>
  );
}

export function TextField({ label, hint, error, className, ...rest }: FieldText & ComponentProps<"input">) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(wiring) => <Input {...rest} {...wiring} />}
    </Field>
  );
}
