"use client";

import { signIn } from "next-auth/react";
import type { Problem } from "@/lib/problems";
import type { Result } from "@/lib/result";

/**
 * Signs this browser in. Answers once it holds the new session; a refusal comes back as the operation said it.
 * Throws where the server did not answer.
 */
export async function browserSignIn(typed: { email: string; password: string }): Promise<Result<null>> {
  const response = await signIn("credentials", { ...typed, redirect: false });
  if (response?.ok && !response.error) return { ok: true, value: null };
  return { ok: false, problem: JSON.parse(response?.error ?? "") as Problem };
}
