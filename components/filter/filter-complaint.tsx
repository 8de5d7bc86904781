import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { FilterError } from "@/lib/filter-errors";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";

type Props = {
  id: string;
  error: FilterError;
  /** The filter of the rows that stand below. */
  below: string;
  /** What stands there without one: "all users". */
  everything: string;
  onMend: () => void;
};

/** What is wrong with the filter, under the word it is about, in the place of the presets: the table stays where it is. */
export function FilterComplaint({ id, error: { message, from, to, mend }, below, everything, onMend }: Props) {
  return (
    <div
      id={id}
      className="h-10 shrink-0 overflow-hidden border-b pr-(--gutter) pl-[calc(var(--gutter)+39px)] max-rail:h-auto max-rail:py-2 max-rail:pl-(--gutter)"
    >
      <div
        aria-hidden
        className="h-2.5 whitespace-pre font-mono font-semibold text-13 text-suspended leading-3 max-rail:hidden"
      >
        {" ".repeat(from) + "^".repeat(Math.max(1, to - from))}
      </div>
      <div className="-ml-6 flex h-7 items-center gap-2 whitespace-nowrap max-rail:ml-0 max-rail:h-auto max-rail:flex-wrap max-rail:whitespace-normal">
        <TriangleAlert aria-hidden className="text-suspended" />
        <span role="alert" title={message} className="truncate max-rail:flex-1 max-rail:whitespace-normal">
          {message}
        </span>
        {mend && (
          <Button size="small" onClick={onMend}>
            {mend.label}
            <Kbd className="-mr-1 max-rail:hidden">Enter</Kbd>
          </Button>
        )}
        <span className="truncate text-ink-3 max-desk:hidden">
          {below === "" ? (
            `Below: ${everything}`
          ) : (
            <>
              Below: the last filter that worked, <code className="font-mono">{below}</code>
            </>
          )}
        </span>
      </div>
    </div>
  );
}
