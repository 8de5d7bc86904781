"use client";

import { clsx } from "clsx";
import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import { type ComponentProps, type ReactNode, useState } from "react";
import { Field, type FieldText } from "./field";
import { IconButton } from "./icon-button";
import { Input } from "./input";

/** A password that can be looked at while it is typed. `beside` stands before the eye, `below` under the box; it is read out with it. */
export function PasswordField({
  label,
  hint,
  error,
  beside,
  below,
  shownAtFirst = false,
  ...rest
}: FieldText & ComponentProps<"input"> & { beside?: ReactNode; below?: ReactNode; shownAtFirst?: boolean }) {
  const [shown, setShown] = useState(shownAtFirst);
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <>
          <div className="relative">
            <Input
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              {...rest}
              {...wiring}
              aria-describedby={clsx(below && `${wiring.id}below`, wiring["aria-describedby"]) || undefined}
              type={shown ? "text" : "password"}
              className={clsx("font-mono text-13", beside ? "pr-32" : "pr-10 max-rail:pr-12")}
            />
            <div className="absolute inset-y-0 right-1 flex items-center gap-1">
              {beside}
              <IconButton
                aria-label={shown ? "Hide characters" : "Show characters"}
                className="max-rail:size-8"
                onClick={() => setShown(!shown)}
              >
                {shown ? <EyeOff /> : <Eye />}
              </IconButton>
            </div>
          </div>
          {below && <div id={`${wiring.id}below`}>{below}</div>}
        </>
      )}
    </Field>
  );
}
