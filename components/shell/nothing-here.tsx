"use client"; // It goes along with every page of the console, and is drawn by hardly any.

import Link from "next/link";
import { buttonShape } from "../ui/button";
import { Empty } from "../ui/empty";
import { Door } from "./door";
import { PageBar } from "./page-bar";

const nothingHere = "There is no such page, or it is not yours to see.";

type NothingHereProps = { what?: "user" | "group"; list?: { href: string; label: string } };

/** For an address that leads nowhere, or to what is not this person's to see: the two look alike. */
export const NothingHere = ({ what, list }: NothingHereProps) => (
  <>
    <PageBar title="Not found" />
    <Empty
      title={what ? `No such ${what}` : "Nothing here"}
      actions={
        <Link href={list?.href ?? "/"} className={buttonShape()}>
          {list ? `Go to ${list.label}` : "Go to the start"}
        </Link>
      }
    >
      {what ? `There is no ${what} of this name, or it is not yours to see.` : nothingHere}
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
