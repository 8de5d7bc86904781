/** Light, dark, or whatever the system says. Kept in a cookie, so that the server's first paint already has it. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const themeCookie = "roster-theme";

export const themeOf = (cookie: string | undefined): Theme => themes.find((theme) => theme === cookie) ?? "system";

/** For `<html data-theme>`: nothing where the system decides. */
export const forcedTheme = (theme: Theme) => (theme === "system" ? undefined : theme);
