import type { Metadata } from "next";
import Link from "next/link";
import { Door } from "@/components/shell/door";
import { buttonShape } from "@/components/ui/button";

export const metadata: Metadata = { title: "Nothing here" };

export default function NotFound() {
  return (
    <Door title="Nothing here" lead="There is no such page, or it is not yours to see.">
      <Link href="/" className={buttonShape({ size: "large", className: "mt-6" })}>
        Go to the start
      </Link>
    </Door>
  );
}
