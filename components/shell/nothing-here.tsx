"use client"; // It goes along with every page of the console, and is drawn by hardly any.

import Link from "next/link";
import type { ReactNode } from "react";
import { buttonShape } from "../ui/button";
import { Empty } from "../ui/empty";
import { Door } from "./door";
import { PageBar } from "./page-bar";

const nothingHere = "There is no such page, or it is not yours to see.";

type NothingHereProps = { title?: string; way?: { href: string; label: string }; children?: ReactNode };

/** For an address that leads nowhere, or to what is not this person's to see: the two look alike. */
export const NothingHere = ({
  title = "Nothing here",
  way = { href: "/", label: "Go to the start" },
  children = nothingHere,
}: NothingHereProps) => (
  <>
    <PageBar title="Not found" />
    <Empty
      title={title}
      actions={
        <Link href={way.href} className={buttonShape()}>
          {way.label}
        </Link>
      }
    >
      {children}
    </Empty>
  </>
);

/** The same for whoever is not in the console. */
export const NothingHereDoor = () => (
  <Door title="Nothing here" lead={nothingHere}>
    <Link href="/" className={buttonShape({ size: "large", className: "mt-6" })}>
      Go to the start
    </Link>
  </Door>
);
