import { controls } from "@/lib/controls";

/** A text of several lines for a terminal: whatever somebody wrote into a name, it does not work the terminal. */
export const clean = (text: string): string =>
  text.replace(controls, (letter) => (letter === "\n" ? letter : "\ufffd"));

/** The same for what stands on one line. */
export const oneLine = (text: string): string => text.replace(controls, "\ufffd");
