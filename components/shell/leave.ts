/** Said where signing out did not come through. */
export const stillSignedIn = "Roster did not answer, so you are still signed in. Try again.";

/** Signs out and goes to the door. `onFailure` gets what to say where the server did not answer. */
export async function leave(signOut: () => Promise<unknown>, onFailure: (sentence: string) => void): Promise<void> {
  try {
    await signOut();
  } catch {
    return onFailure(stillSignedIn);
  }
  location.assign("/sign-in");
}
