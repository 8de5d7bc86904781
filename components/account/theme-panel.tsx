"use client";

import { useSyncExternalStore } from "react";
import { themes } from "../shell/theme";
import { useTheme } from "../shell/use-theme";
import { Panel } from "../ui/panel";

const words = { system: "As the system", light: "Light", dark: "Dark" };

/** How the console is drawn in this browser. */
export function ThemePanel() {
  const [theme, setTheme] = useTheme();
  // The server does not know what the browser keeps: nothing is chosen until the script is there.
  const here = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <Panel title="Theme" end="in this browser">
      <fieldset className="flex flex-wrap gap-x-6 gap-y-2 pt-3">
        <legend className="sr-only">Theme</legend>
        {themes.map((name) => (
          <label key={name} className="flex min-h-6 cursor-pointer items-center gap-2">
            <input
              type="radio"
              name="theme"
              value={name}
              checked={here && theme === name}
              onChange={() => setTheme(name)}
              className="size-4 accent-[var(--color-accent)]"
            />
            {words[name]}
          </label>
        ))}
      </fieldset>
    </Panel>
  );
}

const never = () => () => {};
