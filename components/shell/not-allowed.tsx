import Link from "next/link";
import { type Permission, whoMay } from "@/lib/permissions";
import { buttonShape } from "../ui/button";
import { Empty } from "../ui/empty";
import { PageBar } from "./page-bar";

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

/** The same as a page of its own. */
export const NotAllowedPage = ({ title, to, permission }: { title: string; to: string; permission: Permission }) => (
  <>
    <PageBar title={title} />
    <NotAllowed what={to} who={whoMay(permission)} />
  </>
);
