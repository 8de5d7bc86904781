"use client";

import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";

const keys: [keys: string[], does: string][] = [
  [["Ctrl", "K"], "go to a page, a person, a group or an action"],
  [["/"], "go to the filter"],
  [["Esc"], "step back: suggestions, filter, dialog"],
  [["["], "previous page of a list"],
  [["]"], "next page of a list"],
  [["↑", "↓"], "go from row to row"],
  [["x"], "tick the row in focus"],
  [["Enter"], "open the row in focus"],
  [["?"], "show these keys"],
];

/** Every key there is. */
export function KeysHelp({ onClose, onClosed }: { onClose: () => void; onClosed: () => void }) {
  return (
    <Dialog
      title="Keys"
      onClose={onClose}
      onClosed={onClosed}
      onSubmit={onClose}
      footer={
        <Button type="submit" look="solid">
          Close
        </Button>
      }
    >
      <dl className="grid grid-cols-[6rem_1fr] gap-y-2">
        {keys.map(([parts, does]) => (
          <div key={does} className="contents">
            <dt className="flex gap-1">
              {parts.map((part) => (
                <Kbd key={part}>{part}</Kbd>
              ))}
              <span className="sr-only">{parts.join(" ")}</span>
            </dt>
            <dd className="text-ink-2">{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
