"use client";

import { useState } from "react";
import { forcedTheme, type Theme, themeCookie, themeOf } from "./theme";

const yearSeconds = 31_536_000;

/** The theme, and a way to change it at once and for the next year. Read from the cookie when it is first asked. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => (typeof document === "undefined" ? "system" : storedTheme()));

  function change(next: Theme) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${themeCookie}=${next}; path=/; max-age=${yearSeconds}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    const forced = forcedTheme(next);
    if (forced) document.documentElement.dataset.theme = forced;
    else delete document.documentElement.dataset.theme;
    setTheme(next);
  }
  return [theme, change];
}

export function storedTheme(): Theme {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith(`${themeCookie}=`));
  return themeOf(cookie?.slice(themeCookie.length + 1));
}
