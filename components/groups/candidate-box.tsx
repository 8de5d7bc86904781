"use client";

import {
  type ClipboardEventHandler,
  type KeyboardEvent,
  type Ref,
  useEffect,
  useEffectEvent,
  useId,
  useState,
} from "react";
import type { Candidate } from "@/lib/groups/candidate";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { CandidateList, candidateId } from "./candidate-list";
import type { GroupActions } from "./group-actions";
import { useCandidates } from "./use-candidates";

type CandidateBoxProps = {
  ref: Ref<HTMLInputElement>;
  groupId: string;
  suggest: GroupActions["suggestMembers"];
  text: string;
  isPicked: (person: Candidate) => boolean;
  onType: (text: string) => void;
  onPick: (person: Candidate) => void;
  onPaste: ClipboardEventHandler;
};

/** Where people are typed, with those who could be meant under it: arrows go through them, Enter picks. */
export function CandidateBox({ ref, groupId, suggest, text, isPicked, onType, onPick, onPaste }: CandidateBoxProps) {
  const list = useId();
  const { candidates, trouble, known } = useCandidates(suggest, groupId, text.trim());
  const [moved, setMoved] = useState<{ text: string; to: number } | null>(null);
  const [enteredEarly, setEnteredEarly] = useState(false);
  // With a text, the first who can be picked is marked from the start; without one, nobody is before the arrows are used.
  const first = text.trim() === "" ? -1 : candidates.findIndex(({ isMember }) => !isMember);
  const marked = moved?.text === text ? moved.to : first;

  function move(by: 1 | -1): void {
    const count = candidates.length;
    if (count > 0) setMoved({ text, to: marked < 0 && by < 0 ? count - 1 : (marked + by + count) % count });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    }
    if (event.key !== "Enter" || (text.trim() === "" && marked < 0)) return;
    event.preventDefault();
    const person = candidates[marked];
    if (!known) setEnteredEarly(true);
    else if (person && !person.isMember) onPick(person);
  }

  // Enter came before the answer: where that names one alone it was meant; of several, nobody is picked unseen.
  const onFound = useEffectEvent(() => {
    const [person, ...others] = candidates;
    if (enteredEarly && person && !person.isMember && others.length === 0) onPick(person);
    setEnteredEarly(false);
  });
  useEffect(() => {
    if (known) onFound();
  }, [known]);

  return (
    <div className="grid grid-cols-1 gap-2">
      <Field label="Search people" hint="By name, username or email. Or paste a list of usernames or emails.">
        {(wiring) => (
          <Input
            {...wiring}
            ref={ref}
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={candidates.length > 0}
            aria-controls={list}
            aria-activedescendant={marked < 0 ? undefined : candidateId(list, marked)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            maxLength={200}
            value={text}
            onChange={(event) => {
              setEnteredEarly(false);
              onType(event.target.value);
            }}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
        )}
      </Field>
      <CandidateList id={list} candidates={candidates} marked={marked} isPicked={isPicked} onPick={onPick}>
        {trouble?.message ?? (known ? (text.trim() === "" ? "Everybody is in it." : "Nobody is found.") : "")}
      </CandidateList>
    </div>
  );
}
