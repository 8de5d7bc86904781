"use client";

import ChevronRight from "lucide-react/icons/chevron-right";
import CircleUserRound from "lucide-react/icons/circle-user-round";
import LogOut from "lucide-react/icons/log-out";
import Monitor from "lucide-react/icons/monitor";
import Moon from "lucide-react/icons/moon";
import Sun from "lucide-react/icons/sun";
import SunMoon from "lucide-react/icons/sun-moon";
import { focusFirstItem, type OpenedMenu } from "../ui/late-menu";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLine,
  MenuLink,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSub,
  MenuSubContent,
  MenuSubTrigger,
  MenuTrigger,
} from "../ui/menu";
import { tellFailure } from "../ui/toaster";
import { leave } from "./leave";
import { themeOf } from "./theme";
import { useTheme } from "./use-theme";

const themeWords = [
  { name: "system", word: "System", icon: Monitor },
  { name: "light", word: "Light", icon: Sun },
  { name: "dark", word: "Dark", icon: Moon },
] as const;

/** The account, the theme and the way out. */
export function AccountMenuOpened({ button, byKeyboard, signOut }: OpenedMenu & { signOut: () => Promise<unknown> }) {
  const [theme, setTheme] = useTheme();

  return (
    <Menu defaultOpen modal={false}>
      <MenuTrigger asChild>{button}</MenuTrigger>
      <MenuContent ref={byKeyboard ? focusFirstItem : undefined} align="start" className="w-48">
        <MenuLink icon={CircleUserRound} href="/account">
          Account
        </MenuLink>
        <MenuSub>
          <MenuSubTrigger icon={SunMoon} after={<ChevronRight className="size-3.5 text-ink-3" />}>
            Theme
          </MenuSubTrigger>
          <MenuSubContent className="w-40">
            <MenuRadioGroup value={theme} onValueChange={(name) => setTheme(themeOf(name))}>
              {themeWords.map(({ name, word, icon }) => (
                <MenuRadioItem key={name} value={name} icon={icon}>
                  {word}
                </MenuRadioItem>
              ))}
            </MenuRadioGroup>
          </MenuSubContent>
        </MenuSub>
        <MenuLine />
        <MenuItem icon={LogOut} onSelect={() => void leave(signOut, tellFailure)}>
          Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
