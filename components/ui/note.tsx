import { clsx } from "clsx";
import Info from "lucide-react/icons/info";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { ComponentProps } from "react";

const kinds = {
  plain: "border-line bg-bg-sunken text-ink-2",
  warn: "border-warn-line bg-warn-soft text-ink [&>.lucide]:text-dormant",
  bad: "border-danger-line bg-danger-soft text-ink [&>.lucide]:text-suspended",
};

/** Something worth a box: a remark, a warning or what went wrong. */
export function Note({
  kind = "plain",
  className,
  children,
  ...rest
}: ComponentProps<"div"> & { kind?: keyof typeof kinds }) {
  const Icon = kind === "plain" ? Info : TriangleAlert;
  return (
    <div {...rest} className={clsx("flex gap-2 rounded-2 border px-3 py-2.25", kinds[kind], className)}>
      <Icon className="mt-0.5" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
