"use client";

import { Button } from "../ui/button";
import { PasswordField } from "../ui/password-field";
import { Switch } from "../ui/switch";

/** A first password: typed, generated, or (empty) left to the server. `mustChange` null: nobody has said yet. */
export type HandedPassword = { text: string; generated: boolean; mustChange: boolean | null };

export const noPassword: HandedPassword = { text: "", generated: false, mustChange: null };

/** Whoever did not think of the password themselves has to choose one, unless told otherwise. */
export const mustChangeOf = ({ text, generated, mustChange }: HandedPassword) =>
  mustChange ?? (generated || text === "");

type HandedPasswordFieldsProps = {
  value: HandedPassword;
  onChange: (value: HandedPassword) => void;
  onGenerate: () => void;
  minCharacters: number;
  error?: string;
};

/** The password that an admin hands over, and whether it is good for more than choosing another. */
export function HandedPasswordFields(props: HandedPasswordFieldsProps) {
  const { value, onChange, onGenerate, minCharacters, error } = props;
  const mustChange = mustChangeOf(value);
  return (
    <>
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        hint={`At least ${minCharacters} characters. Left empty, one is generated.`}
        error={error}
        value={value.text}
        shownAtFirst
        onChange={(event) => onChange({ ...value, text: event.target.value, generated: false })}
        beside={
          <Button size="small" onClick={onGenerate} className="max-rail:h-7.5!">
            Generate
          </Button>
        }
      />
      <Switch
        label="Must choose a new password at first sign-in"
        hint={mustChange ? "This one then works for 24 hours, and only to choose another." : undefined}
        checked={mustChange}
        onChange={(event) => onChange({ ...value, mustChange: event.target.checked })}
      />
    </>
  );
}
