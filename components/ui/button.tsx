import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";

/** The shape of a button, for links that look like one. */
export const buttonShape = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-2 border font-medium transition-colors aria-disabled:cursor-not-allowed",
  {
    variants: {
      look: {
        outline:
          "border-line-strong bg-bg shadow-1 hover:bg-bg-hover aria-disabled:bg-bg-sunken aria-disabled:text-ink-3 aria-disabled:shadow-none [&>.lucide]:text-ink-2",
        solid:
          "border-solid bg-solid text-on-solid shadow-1 hover:border-solid-hover hover:bg-solid-hover aria-disabled:border-line-strong aria-disabled:bg-bg-press aria-disabled:text-ink-3",
        danger:
          "border-danger-solid bg-danger-solid text-on-solid shadow-1 hover:opacity-90 aria-disabled:border-line-strong aria-disabled:bg-bg-press aria-disabled:text-ink-3 aria-disabled:opacity-100",
        plain: "border-transparent text-ink-2 hover:bg-bg-hover hover:text-ink aria-disabled:text-ink-3",
      },
      size: {
        small: "h-6.5 rounded-[5px] px-2.25 text-12 max-rail:h-9 max-rail:px-3 max-rail:text-13",
        normal: "h-8 px-3 max-rail:h-9 [&>.lucide:first-child]:-ml-0.75",
        large: "h-9 px-3",
        icon: "size-8 max-rail:size-9",
      },
    },
    defaultVariants: { look: "outline", size: "normal" },
  },
);

export type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonShape>;

/** With `aria-disabled` it does nothing but keeps the focus and can say why. */
export function Button({ look, size, className, onClick, ...rest }: ButtonProps) {
  const off = rest["aria-disabled"] === true || rest["aria-disabled"] === "true";
  return (
    <button
      type="button"
      {...rest}
      className={buttonShape({ look, size, className })}
      onClick={off ? (event) => event.preventDefault() : onClick}
    />
  );
}
