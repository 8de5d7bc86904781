import { hash, verify } from "@node-rs/argon2";

/** Argon2id (the library's default variant), 19 MiB, two passes, one lane: OWASP's recommendation for it. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash to store, in PHC form. Takes some 15 ms of a core, off the event loop. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost);

let dummy: Promise<string> | undefined;

/**
 * Whether the password is the one behind the hash. Without a hash it takes just as long and says no, so that the
 * time tells nobody whether an account exists.
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const usable = passwordHash?.startsWith("$argon2") ? passwordHash : null;
  dummy ??= hashPassword("nobody has this password");
  const matches = await verify(usable ?? (await dummy), password);
  return usable !== null && matches;
}
