"use client";

import Plus from "lucide-react/icons/plus";
import Link from "next/link";
import { Button, buttonShape } from "../ui/button";

/** The way to the form for a new user; where it is not allowed, with the reason. */
export function NewUserLink({ whyNot }: { whyNot: string | null }) {
  const words = (
    <>
      <Plus className="size-4" /> New user
    </>
  );
  if (whyNot === null) {
    return (
      <Link href="/users/new" className={buttonShape({ look: "solid" })}>
        {words}
      </Link>
    );
  }
  return (
    <>
      <span id="why-no-new-user" className="text-right text-12 text-ink-3">
        {whyNot}
      </span>
      <Button look="solid" aria-disabled aria-describedby="why-no-new-user">
        {words}
      </Button>
    </>
  );
}
