import Link from "next/link";
import { whoMay } from "@/lib/permissions";
import { buttonShape } from "../ui/button";
import { Empty } from "../ui/empty";

/** For those who may not see the list: says who may, and where their own account is. */
export const UsersNotAllowed = () => (
  <Empty
    title="You may not see the users"
    actions={
      <Link href="/account" className={buttonShape()}>
        Your account
      </Link>
    }
  >
    {whoMay("users:read")} Your own account is always yours to see.
  </Empty>
);
