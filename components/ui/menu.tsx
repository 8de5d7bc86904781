"use client";

import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

export const Menu = Radix.Root;
export const MenuTrigger = Radix.Trigger;
export const MenuRadioGroup = Radix.RadioGroup;
export const MenuSub = Radix.Sub;

const sheet =
  "z-40 max-h-(--radix-dropdown-menu-content-available-height) animate-appear overflow-y-auto rounded-3 border border-line-strong bg-bg-raised p-1 text-ink shadow-2 focus-visible:outline-none";
const item =
  "grid min-h-7.5 w-full select-none grid-cols-[1rem_1fr] items-center gap-2 rounded-2 px-2 py-1.25 text-left outline-none focus-visible:outline-none data-highlighted:bg-bg-press max-rail:min-h-10";

/** Menus float inside the page's main part: outside of every landmark, screen readers would not find their way to them. */
const place = () => (typeof document === "undefined" ? null : document.querySelector("main"));

export function MenuContent({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal container={place()}>
      <Radix.Content sideOffset={4} collisionPadding={8} {...rest} className={clsx(sheet, className)} />
    </Radix.Portal>
  );
}

type MenuItemProps = Omit<ComponentProps<typeof Radix.Item>, "asChild"> & {
  icon: LucideIcon;
  danger?: boolean;
  /** Why it cannot be chosen. It can still be reached, to read this. */
  whyNot?: string | null;
};

export function MenuItem({ icon: Icon, danger, whyNot, onSelect, className, children, ...rest }: MenuItemProps) {
  return (
    <Radix.Item
      {...rest}
      aria-disabled={whyNot ? true : undefined}
      onSelect={whyNot ? (event) => event.preventDefault() : onSelect}
      className={clsx(item, whyNot ? "text-ink-3" : danger && "text-suspended", className)}
    >
      <Icon className={clsx(whyNot && "mt-0.5 self-start", (whyNot || !danger) && "text-ink-3")} />
      <span>
        {children}
        {whyNot && <small className="block text-12 text-ink-3">{whyNot}</small>}
      </span>
    </Radix.Item>
  );
}

export function MenuLink({ icon: Icon, href, children }: { icon: LucideIcon; href: string; children: ReactNode }) {
  return (
    <Radix.Item asChild className={item}>
      <Link href={href} prefetch={false}>
        <Icon className="text-ink-3" />
        <span>{children}</span>
      </Link>
    </Radix.Item>
  );
}

export function MenuRadioItem({
  icon: Icon,
  children,
  ...rest
}: ComponentProps<typeof Radix.RadioItem> & { icon: LucideIcon }) {
  return (
    <Radix.RadioItem {...rest} className={clsx(item, "grid-cols-[1rem_1fr_1rem]!")}>
      <Icon className="text-ink-3" />
      <span>{children}</span>
      <Radix.ItemIndicator className="size-1.5 justify-self-center rounded-full bg-accent" />
    </Radix.RadioItem>
  );
}

export function MenuSubTrigger({
  icon: Icon,
  children,
  after,
}: {
  icon: LucideIcon;
  children: ReactNode;
  after?: ReactNode;
}) {
  return (
    <Radix.SubTrigger className={clsx(item, "grid-cols-[1rem_1fr_auto]! data-[state=open]:bg-bg-press")}>
      <Icon className="text-ink-3" />
      <span>{children}</span>
      {after}
    </Radix.SubTrigger>
  );
}

export function MenuSubContent({ className, ...rest }: ComponentProps<typeof Radix.SubContent>) {
  return (
    <Radix.Portal container={place()}>
      <Radix.SubContent sideOffset={6} collisionPadding={8} {...rest} className={clsx(sheet, className)} />
    </Radix.Portal>
  );
}

export const MenuLine = () => <Radix.Separator className="-mx-1 my-1 border-t" />;
