"use client";

import { useEffect } from "react";
import { forcedTheme } from "@/components/shell/theme";
import { storedTheme } from "@/components/shell/use-theme";
import { WentWrong } from "@/components/shell/went-wrong";
import "./globals.css";

/** Where even the frame of all pages broke. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  useEffect(() => {
    const theme = forcedTheme(storedTheme());
    if (theme) document.documentElement.dataset.theme = theme;
  }, []);
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Roster</title>
        <WentWrong error={error} retry={retry} />
      </body>
    </html>
  );
}
