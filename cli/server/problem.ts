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
