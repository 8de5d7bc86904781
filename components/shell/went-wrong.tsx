"use client";

import { Button } from "../ui/button";
import { Note } from "../ui/note";
import { Door } from "./door";
import { type Health, useRecovery } from "./recovery";

const words: Record<Health, string> = {
  asking: "Finding out what is wrong…",
  ready: "The server is well, but this page is not. It is tried again from time to time.",
  "no database": "Roster cannot reach its database. This page goes on by itself as soon as it can.",
  "no server": "Roster does not answer. This page goes on by itself as soon as it does.",
};

/** Instead of a page that broke: says what is so, and goes on by itself. */
export function WentWrong({ error, retry }: { error: unknown; retry: () => void }) {
  const health = useRecovery(retry);
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <Door title="Something went wrong" lead="Nothing that was done before is lost.">
      <div className="mt-6 grid gap-4">
        <Note kind="warn" role="status">
          {words[health]}
        </Note>
        <Button size="large" onClick={retry}>
          Try again
        </Button>
        {reference && (
          <p className="text-12 text-ink-3">
            In the server’s log: <code>{reference}</code>
          </p>
        )}
      </div>
    </Door>
  );
}
