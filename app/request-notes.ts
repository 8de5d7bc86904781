/** What a request's one line in the log tells besides what the server sees itself. */
export type RequestNotes = {
  actor?: string;
  route?: string;
  /** Where it could not be answered: the code of what was wrong with the database. */
  why?: string;
};

// On globalThis, because the server's bundle and the pages' each hold this module.
const key = Symbol.for("roster.request-notes");
const held = globalThis as { [key]?: Map<string, RequestNotes> };
const notes = () => {
  held[key] ??= new Map();
  return held[key];
};

/** Adds to the notes of a request that the server has opened notes for; of any other there is nobody to read them. */
export function noteRequest(requestId: string | null, more: RequestNotes): void {
  const found = requestId === null ? undefined : notes().get(requestId);
  if (found) Object.assign(found, more);
}

export const openNotes = (requestId: string): void => void notes().set(requestId, {});

/** The notes of a request that is over; they are gone then. */
export function takeNotes(requestId: string): RequestNotes {
  const found = notes().get(requestId);
  notes().delete(requestId);
  return found ?? {};
}
