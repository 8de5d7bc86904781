import Link from "next/link";
import { buttonShape } from "../ui/button";
import { Empty } from "../ui/empty";

/** Instead of a page that the person may not use: what it is, who may, and the way on. */
export const NotAllowed = ({ what, who }: { what: string; who: string }) => (
  <Empty
    title={`You may not ${what}`}
    actions={
      <Link href="/" className={buttonShape()}>
        Back
      </Link>
    }
  >
    {who}
  </Empty>
);
