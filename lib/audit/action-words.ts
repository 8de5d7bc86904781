/**
 * The words that clients of the public audit API know for what was done, and our actions behind each. An action that stands
 * nowhere here is a `write`.
 */
export const actionWords: Record<string, readonly string[]> = {
  create: ["user.created", "group.created", "token.created"],
  delete: ["user.deleted", "group.deleted", "session.ended", "session.all_ended"],
  login: ["session.opened"],
  logout: ["session.closed"],
  request_password_reset: ["user.password_reset_asked"],
};

export const actionWord = (action: string): string =>
  Object.keys(actionWords).find((word) => actionWords[word]?.includes(action)) ?? "write";
