"use client";

import Link from "next/link";
import { useEffect, useId, useRef } from "react";
import { handOverAdvice, handOverLines, handOverText } from "@/lib/users/hand-over";
import { Button, buttonShape } from "../ui/button";
import { CopyButton } from "../ui/copy-button";

export type Handed = {
  username: string;
  email: string | null;
  /** Null: a service account. */
  password: string | null;
  mustChange: boolean;
};

type HandOverProps = Handed & { address: string; onAnother: () => void };

/** What a new user needs to sign in, to be copied and handed over. The password is shown here and never again. */
export function HandOver({ address, username, email, password, mustChange, onAnother }: HandOverProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const handed = password === null ? null : { address, email, password };
  return (
    <div className="grid max-w-120 gap-4 px-(--gutter) pt-1 pb-10">
      <div>
        <h2 ref={heading} tabIndex={-1} className="text-14 focus-visible:outline-none">
          Created {username}
        </h2>
        <p className="text-ink-2">
          {handed ? handOverAdvice(mustChange) : "It works with tokens only, so nothing is handed over."}
        </p>
      </div>
      {handed && (
        <div className="rounded-[8px] border border-line-strong bg-bg-sunken">
          <dl id={id} className="grid grid-cols-[5.5rem_1fr] gap-y-1 p-3">
            {handOverLines(handed).map(([term, text]) => (
              <div key={term} className="contents">
                <dt className="text-ink-3">{term}</dt>
                <dd className="break-all font-mono">{text}</dd>
              </div>
            ))}
          </dl>
          <div className="flex justify-end border-t p-1.5">
            <CopyButton text={handOverText(handed)} textId={id} />
          </div>
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Link href={`/users/${username}`} className={buttonShape({ look: "solid" })}>
          View {username}
        </Link>
        <Button onClick={onAnother}>Create another</Button>
      </div>
    </div>
  );
}
