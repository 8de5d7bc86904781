import { type ComponentProps, useId } from "react";
import { Button } from "./button";

/** A button that stays where it is when it is not allowed, with the reason before it. */
export function ButtonOrWhy({ whyNot, ...button }: ComponentProps<typeof Button> & { whyNot: string | null }) {
  const id = useId();
  return (
    <>
      {whyNot && (
        <span id={id} className="text-right text-12 text-ink-3">
          {whyNot}
        </span>
      )}
      <Button {...button} aria-disabled={whyNot !== null} aria-describedby={whyNot ? id : undefined} />
    </>
  );
}
