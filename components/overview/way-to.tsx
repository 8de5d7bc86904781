import Link from "next/link";

/** To the users that a filter finds. */
export const WayTo = ({ q, children }: { q: string; children: string }) => (
  <Link href={`/users?q=${encodeURIComponent(q)}`} className="link">
    {children}
  </Link>
);
