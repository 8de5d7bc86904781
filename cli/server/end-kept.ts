import { say } from "../terminal/say";
import type { Kept } from "./kept";
import { ApiProblem, NoServer } from "./problem";

/** Ends a session that was kept. Where its server cannot be asked, or knows nothing of it any more, that is told or let be. */
export async function endKept({ url, token }: Kept): Promise<void> {
  const { Api } = await import("./api");
  try {
    await new Api({ url, token }).post("/users/logout");
  } catch (error) {
    if (!(error instanceof ApiProblem || error instanceof NoServer)) throw error;
    if (error instanceof NoServer)
      say(`${error.message} The session could not be ended there; it ends when it is not used.`);
  }
}
