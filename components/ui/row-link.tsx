"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";

/**
 * A link that stands in every row of a list. Twenty-five of the framework's own, which could also fetch ahead, take a tenth of a page's time on
 * the server.
 */
export function RowLink({
  href,
  ...rest
}: Omit<ComponentProps<"a">, "onClick" | "target" | "download"> & { href: string }) {
  const router = useRouter();
  const follow = (event: MouseEvent) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    router.push(href);
  };
  return <a href={href} onClick={follow} {...rest} />;
}

/** Whether it is the browser's to open it elsewhere: in another tab or window, or as a download. */
const isPlain = ({ defaultPrevented, altKey, ctrlKey, metaKey, shiftKey }: MouseEvent) =>
  !defaultPrevented && !altKey && !ctrlKey && !metaKey && !shiftKey;
