import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A session's secret: 256 random bits in hex. Only its holder has it. */
export const newSecret = (): string => randomBytes(32).toString("hex");

/** What is stored of it. A fast hash will do: there is nothing to guess in 256 random bits. */
export const hashSecret = (secret: string): Buffer => createHash("sha256").update(secret).digest();

export const secretMatches = (stored: Buffer, secret: string): boolean => timingSafeEqual(stored, hashSecret(secret));
