import { useId } from "react";
import { type Role, roles, roleWords, templateAdminWarning } from "@/lib/permissions";
import { Checkbox } from "../ui/checkbox";
import { Note } from "../ui/note";

type Props = {
  chosen: readonly Role[];
  onChange: (chosen: Role[]) => void;
  /** Why none of them can be changed. */
  whyNot?: string | null;
  focusFirst?: boolean;
};

/** A checkbox per role, with what its holder does. Powers add up. */
export function RoleBoxes({ chosen, onChange, whyNot, focusFirst }: Props) {
  const id = useId();
  const toggle = (role: Role, on: boolean) =>
    onChange(roles.filter((one) => (one === role ? on : chosen.includes(one))));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">Roles</legend>
      {roles.map((role, place) => (
        <div key={role} className="grid grid-cols-[auto_1fr] gap-x-2.5">
          <Checkbox
            id={`${id}${role}`}
            aria-describedby={`${id}${role}does`}
            className="mt-0.75"
            checked={chosen.includes(role)}
            disabled={Boolean(whyNot)}
            autoFocus={focusFirst && place === 0}
            onChange={(event) => toggle(role, event.target.checked)}
          />
          <label htmlFor={`${id}${role}`}>{roleWords[role].title}</label>
          <p id={`${id}${role}does`} className="col-start-2 text-12 text-ink-3">
            {roleWords[role].does}
          </p>
        </div>
      ))}
      {whyNot && <p className="text-12 text-ink-3">{whyNot}</p>}
      {chosen.includes("template-admin") && (
        <Note kind="warn" className="mt-1">
          {templateAdminWarning}
        </Note>
      )}
    </fieldset>
  );
}
