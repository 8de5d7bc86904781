import { TextField } from "../ui/field";
import type { Trouble } from "../use-action";
import { useFieldFocus } from "../use-field-focus";
import type { GroupNames } from "./group-actions";

type NameFieldsProps = {
  names: GroupNames;
  onChange: (names: GroupNames) => void;
  trouble: Trouble | null;
  /** Called when something is typed after a refusal that blamed a field. */
  onMend: () => void;
};

/** The fields that say what is wrong with them. */
export const namedFields = ["name", "displayName"];

/** What a group is called by filters, and by people. */
export function NameFields({ names, onChange, trouble, onMend }: NameFieldsProps) {
  const fields = useFieldFocus<HTMLDivElement>(trouble);
  const change = (part: Partial<GroupNames>) => {
    if (trouble?.fields) onMend();
    onChange({ ...names, ...part });
  };
  return (
    <div ref={fields} className="grid gap-4">
      <TextField
        label="Name"
        hint="What filters and addresses call it: letters a to z, digits, dots, hyphens, underscores and single spaces, at most 36."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        value={names.name}
        error={trouble?.fields?.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        label="Display name"
        hint="Shown in headings. May be left out."
        autoComplete="off"
        value={names.displayName}
        error={trouble?.fields?.displayName}
        onChange={(event) => change({ displayName: event.target.value })}
      />
    </div>
  );
}
