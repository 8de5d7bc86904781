/** What whoever comes under a name that this server does not go by is told. */
export const foreignName =
  "Roster does not go by this name. Use its public address; whoever runs it sets that as ROSTER_URL.";
