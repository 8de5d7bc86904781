"use client";

import { clsx } from "clsx";
import Check from "lucide-react/icons/check";
import Minus from "lucide-react/icons/minus";
import X from "lucide-react/icons/x";
import { useState } from "react";
import type { Strength } from "@/lib/passwords/strength";
import { counted } from "@/lib/times";
import { PasswordField } from "../ui/password-field";
import type { CheckPassword } from "../users/user-actions";
import { usePasswordCheck } from "./use-password-check";

type NewPasswordFieldProps = {
  label: string;
  name: string;
  error?: string | null;
  minCharacters: number;
  checkPassword: CheckPassword;
  /** Whose it is to be, as far as typed: nothing in it may be built from these. */
  owner?: { username?: string; email?: string; name?: string };
};

/** Where a password is chosen: how good it is, and what is still asked of it, while it is typed. */
export function NewPasswordField({
  label,
  name,
  error,
  minCharacters,
  checkPassword,
  owner = {},
}: NewPasswordFieldProps) {
  const [password, setPassword] = useState("");
  const strength = usePasswordCheck(checkPassword, password, owner);
  const characters = [...password.normalize()].length;
  const long = characters >= minCharacters;
  const reasons = reasonsBeside(strength);
  const score = strength && scoreFor(strength, reasons);
  return (
    <PasswordField
      label={label}
      name={name}
      error={error}
      autoComplete="new-password"
      value={password}
      onChange={(event) => setPassword(event.target.value)}
      below={
        <div className="grid gap-1.5">
          <Meter score={score} good={strength?.good} />
          <p role="status" className="flex min-h-5 flex-wrap gap-x-2">
            {score === null ? (
              <span className="text-ink-3">Several words that do not belong together.</span>
            ) : (
              <>
                <span className="font-medium">{words[score].word}</span>
                <span className="text-ink-3">
                  {counted(characters, "character")}, guessed {words[score].guessed}
                </span>
              </>
            )}
          </p>
          <ul className="grid gap-1.5">
            <Told is={long ? "so" : "open"}>At least {minCharacters} characters</Told>
            {!error &&
              reasons.map((reason) => (
                <Told key={reason} is="wrong">
                  {reason}
                </Told>
              ))}
          </ul>
        </div>
      }
    />
  );
}

const words = [
  { word: "Very weak", guessed: "at once" },
  { word: "Weak", guessed: "within hours" },
  { word: "Fair", guessed: "within months" },
  { word: "Good", guessed: "within years" },
  { word: "Strong", guessed: "not in a lifetime" },
] as const;

/** The length has its own line, so the reason that tells it stays out. */
const reasonsBeside = (strength: Strength | null) =>
  strength === null ? [] : strength.characters < strength.minCharacters ? strength.reasons.slice(1) : strength.reasons;

/** A password built from its owner's names is weak, however long a stranger would guess. */
const scoreFor = ({ score }: Strength, reasons: string[]) => (reasons.length > 0 && score > 2 ? 1 : score);

function Meter({ score, good }: { score: Strength["score"] | null; good?: boolean }) {
  const lit = score === null ? 0 : Math.max(1, score);
  return (
    <div aria-hidden="true" className="grid grid-cols-4 gap-0.75">
      {[1, 2, 3, 4].map((step) => (
        <i
          key={step}
          className={clsx("h-1 rounded-[2px]", step > lit ? "bg-bg-press" : good ? "bg-active" : "bg-dormant")}
        />
      ))}
    </div>
  );
}

const marks = {
  so: { icon: Check, colour: "text-active", text: "text-ink-2" },
  open: { icon: Minus, colour: "text-ink-3", text: "text-ink-2" },
  wrong: { icon: X, colour: "text-suspended", text: "text-ink" },
};

function Told({ is, children }: { is: keyof typeof marks; children: React.ReactNode }) {
  const { icon: Icon, colour, text } = marks[is];
  return (
    <li className={clsx("grid grid-cols-[0.875rem_1fr] gap-2", text)}>
      <Icon className={clsx("mt-0.75 size-3.5", colour)} />
      <span>{children}</span>
    </li>
  );
}
