"use client";

import Plus from "lucide-react/icons/plus";
import Link from "next/link";
import { buttonShape } from "../ui/button";

/** The way to the form for a new user. */
export const NewUserLink = () => (
  <Link href="/users/new" className={buttonShape({ look: "solid" })}>
    <Plus className="size-4" /> New user
  </Link>
);
