import Link from "next/link";
import { buttonShape } from "../ui/button";
import { Empty } from "../ui/empty";
import { PageBar } from "./page-bar";

export const nothingHere = "There is no such page, or it is not yours to see.";

/** For an address that leads nowhere, or to what is not this person's to see: the two look alike. */
export const NothingHere = () => (
  <>
    <PageBar title="Not found" />
    <Empty
      title="Nothing here"
      actions={
        <Link href="/" className={buttonShape()}>
          Go to the start
        </Link>
      }
    >
      {nothingHere}
    </Empty>
  </>
);
