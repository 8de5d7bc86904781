/** The terminal fonts that can be chosen; empty: the one it comes with. */
export const terminalFonts = ["", "ibm-plex-mono", "fira-code", "source-code-pro", "jetbrains-mono"] as const;
export type TerminalFont = (typeof terminalFonts)[number];

/** How a user wants their pages drawn, in the words of the platform that asks. Empty: as they come. */
export type Appearance = { themePreference: string; terminalFont: TerminalFont };
