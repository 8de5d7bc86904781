import { Failure } from "../terminal/say";

/** A server's answer that is a refusal: its sentence, and the sentences by field. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly validations: { field: string; detail: string }[],
  ) {
    super(message);
  }
}

/** The server cannot be reached, or what answers is none. */
export class NoServer extends Failure {}

/** The server, or its database, is away or asks to wait: whatever else is asked now ends the same. */
export const isAway = (error: unknown): boolean =>
  error instanceof NoServer || (error instanceof ApiProblem && [429, 503].includes(error.status));
