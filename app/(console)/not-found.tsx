import Link from "next/link";
import { PageBar } from "@/components/shell/page-bar";
import { buttonShape } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

/** For an address below the console that leads nowhere, or to what is not this person's to see: the two look alike. */
export default function NotFound() {
  return (
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
        There is no such page, or it is not yours to see.
      </Empty>
    </>
  );
}
