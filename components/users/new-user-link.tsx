"use client";

import Plus from "lucide-react/icons/plus";
import Link from "next/link";
import { buttonShape } from "../ui/button";
import { ButtonOrWhy } from "../ui/button-or-why";

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
    <ButtonOrWhy look="solid" whyNot={whyNot}>
      {words}
    </ButtonOrWhy>
  );
}
