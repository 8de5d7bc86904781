"use client";

import {
  type ComponentProps,
  type ComponentType,
  cloneElement,
  type KeyboardEvent,
  lazy,
  type ReactElement,
  startTransition,
  useState,
} from "react";

/** What a menu gets that is drawn only when it is opened for the first time. */
export type OpenedMenu = {
  /** For its trigger. */
  button: ReactElement<ComponentProps<"button">>;
  /** Opened from the keyboard: the first item takes the focus. */
  byKeyboard: boolean;
};

/**
 * A menu that is loaded when somebody reaches for its button: menus are a good part of a page's script, and most visits
 * open none. `load` gives the whole menu, which starts open.
 */
export function lateMenu<P extends object>(load: () => Promise<ComponentType<P & OpenedMenu>>) {
  const Opened = lazy(async () => ({ default: await load() }));

  return function LateMenu({ button, ...menu }: P & Pick<OpenedMenu, "button">) {
    const [opened, setOpened] = useState<"by keyboard" | "by pointer" | null>(null);
    if (opened) return <Opened {...(menu as unknown as P)} button={button} byKeyboard={opened === "by keyboard"} />;

    const open = (how: "by keyboard" | "by pointer") => startTransition(() => setOpened(how));
    return cloneElement(button, {
      "aria-haspopup": "menu",
      "aria-expanded": false,
      onPointerEnter: () => void load(),
      onFocus: () => void load(),
      onClick: (event) => open(event.detail === 0 ? "by keyboard" : "by pointer"),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        open("by keyboard");
      },
    });
  };
}

/** Puts the focus on the first item of a menu that was just drawn, open; not where somebody is further already. */
export const focusFirstItem = (menu: HTMLElement | null) =>
  void requestAnimationFrame(() => {
    if (!menu?.querySelector("[role^=menuitem]:focus")) menu?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  });
