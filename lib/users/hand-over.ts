/** What somebody needs to sign in, as it is handed to them. */
export type HandOver = { address: string; email: string | null; password: string };

/** Its lines, by what they are. */
export const handOverLines = ({ address, email, password }: HandOver): [term: string, text: string][] => [
  ["Address", address],
  ...(email ? [["Email", email] as [string, string]] : []),
  ["Password", password],
];

export const handOverText = (handed: HandOver): string =>
  handOverLines(handed)
    .map(([term, text]) => `${term}: ${text}`)
    .join("\n");

/** What to tell whoever hands it over. `mustChange`: the password is temporary. */
export const handOverAdvice = (mustChange: boolean): string =>
  `Hand this over by a channel you trust. The password is shown only here${
    mustChange ? "; it works for 24 hours, to choose another." : "."
  }`;
