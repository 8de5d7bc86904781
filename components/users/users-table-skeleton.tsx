import { Skeleton } from "../ui/skeleton";

const rows = Array.from({ length: 12 }, (_, index) => index);

/** Where the table will be, before there ever were rows. */
export const UsersTableSkeleton = () => (
  <div role="status" aria-label="Loading users" className="min-h-0 flex-1 overflow-hidden">
    <div className="h-8.5 border-b bg-bg-sunken max-rail:hidden" />
    {rows.map((row) => (
      <div key={row} className="flex h-9.5 items-center gap-4 border-b px-(--gutter) max-rail:h-14.75">
        <Skeleton className="size-5.5 rounded-full max-rail:hidden" />
        <Skeleton className="w-40" />
        <Skeleton className="w-20 max-rail:ml-auto" />
        <Skeleton className="ml-auto w-24 max-rail:hidden" />
      </div>
    ))}
  </div>
);
