"use client";

import type { ReactNode } from "react";
import { Note } from "./ui/note";
import type { Trouble } from "./use-action";

type TroubleNoteProps = { trouble: Trouble | null; fields?: string[]; children?: ReactNode };

/** What went wrong, said aloud, in the form it is about, and what helps. Where a field alone is to blame, it says so itself. */
export function TroubleNote({ trouble, fields = [], children }: TroubleNoteProps) {
  if (!trouble) return null;
  const blamed = Object.keys(trouble.fields ?? {});
  if (blamed.length > 0 && blamed.every((field) => fields.includes(field))) return null;
  return (
    <Note kind="bad" role="alert">
      <p className="break-words">{trouble.code === "signed_out" ? <SignedOut /> : trouble.message}</p>
      {children}
    </Note>
  );
}

function SignedOut() {
  const here = location.pathname + location.search;
  return (
    <>
      You are signed out.{" "}
      <a href={`/sign-in?next=${encodeURIComponent(here)}`} className="link">
        Sign in again
      </a>{" "}
      and go on from here.
    </>
  );
}
