"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useOptimistic, useRef, useState, useTransition } from "react";
import type { Session } from "@/lib/sessions/session";
import { Button } from "../ui/button";
import { Panel } from "../ui/panel";
import { tell, tellFailure } from "../ui/toaster";
import { answerTo } from "../use-action";
import { SessionRow } from "./session-row";
import type { SessionActions } from "./user-actions";
import { countOf } from "./user-words";

const EndSessionsDialog = dynamic(() => import("./end-sessions-dialog").then((file) => file.EndSessionsDialog));
const NewTokenDialog = dynamic(() => import("./new-token-dialog").then((file) => file.NewTokenDialog));

type SessionsPanelProps = {
  user: { id: string; username: string };
  sessions: Session[];
  /** Why the viewer may not end them; null when they may. */
  whyNot: string | null;
  /** Why the viewer may not make a token for them; null when they may. */
  whyNoToken: string | null;
  /** Days that a token lives at most. */
  tokenMaxDays: number;
  actions: SessionActions;
};

/** Where somebody is signed in, each to be ended by itself or all at once. */
export function SessionsPanel(props: SessionsPanelProps) {
  const { user, sessions, whyNot, whyNoToken, tokenMaxDays, actions } = props;
  const [shown, hide] = useOptimistic(sessions, (all, gone: string) => all.filter(({ id }) => id !== gone));
  const [, startTransition] = useTransition();
  const [endingAll, setEndingAll] = useState(false);
  // In the address, where the palette leads to.
  const [making, setMaking] = useQueryState("new", parseAsStringLiteral(["token"]));
  const endAll = useRef<HTMLButtonElement>(null);
  const newToken = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLElement>(null);
  const others = shown.filter(({ current }) => !current);
  const own = others.length < shown.length;

  const end = (session: Session) =>
    startTransition(async () => {
      (shown.length > 1 ? list : newToken).current?.focus(); // The button that was used goes with its row.
      hide(session.id);
      const answer = await answerTo(() => actions.endSession({ userId: user.id, sessionId: session.id }));
      if (answer.ok) tell(`${session.kind === "token" ? "Revoked" : "Ended"} ${session.label}.`);
      else tellFailure(`${session.label} was not ended. ${answer.problem.message}`);
    });

  return (
    <Panel
      title="Sessions and tokens"
      count={shown.length}
      end={
        whyNot ?? (
          <span className="-mr-2.25 flex gap-1">
            <Button
              ref={newToken}
              look="plain"
              size="small"
              aria-disabled={whyNoToken !== null}
              title={whyNoToken ?? undefined}
              aria-describedby={whyNoToken ? "why-no-token" : undefined}
              onClick={() => void setMaking("token")}
            >
              New token…
            </Button>
            {whyNoToken && (
              <span id="why-no-token" className="sr-only">
                {whyNoToken}
              </span>
            )}
            {others.length > 0 && (
              <Button ref={endAll} look="plain" size="small" onClick={() => setEndingAll(true)}>
                End {countOf(others, own)}…
              </Button>
            )}
          </span>
        )
      }
    >
      {shown.length === 0 ? (
        <p className="py-2.5 text-ink-3">Signed in nowhere.</p>
      ) : (
        <section
          ref={list}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
          tabIndex={0}
          aria-label="Sessions and tokens, scrollable"
          className="relative -mx-1 overflow-x-auto px-1"
        >
          <table className="w-full whitespace-nowrap text-left max-rail:block">
            <thead className="text-12 text-ink-3 max-rail:hidden [&_th]:h-7.5 [&_th]:border-b [&_th]:pr-4 [&_th]:font-normal">
              <tr>
                <th scope="col">Where</th>
                <th scope="col">Kind</th>
                <th scope="col">Address</th>
                <th scope="col">Last used</th>
                <th scope="col">Since</th>
                <th scope="col">
                  <span className="sr-only">End</span>
                </th>
              </tr>
            </thead>
            <tbody className="max-rail:block">
              {shown.map((session) => (
                <SessionRow key={session.id} session={session} onEnd={whyNot ? null : () => end(session)} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {whyNot === null && whyNoToken === null && (
        <p className="pt-2 text-12 text-ink-3">
          What a program can do with a token:{" "}
          <Link href="/docs/api" className="link">
            HTTP API
          </Link>
        </p>
      )}
      {making && whyNot === null && whyNoToken === null && (
        <NewTokenDialog
          user={user}
          own={own}
          maxDays={tokenMaxDays}
          createToken={actions.createToken}
          onClose={() => void setMaking(null)}
          onClosed={() => newToken.current?.focus()}
        />
      )}
      {endingAll && (
        <EndSessionsDialog
          user={user}
          sessions={others}
          own={own}
          actions={actions}
          onClose={() => setEndingAll(false)}
          onClosed={() => endAll.current?.focus()}
        />
      )}
    </Panel>
  );
}
