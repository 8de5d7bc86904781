"use client";

import UsersRound from "lucide-react/icons/users-round";
import { type ClipboardEvent, useRef, useState } from "react";
import type { Candidate } from "@/lib/groups/candidate";
import { memberFilter } from "@/lib/groups/member-filter";
import { namesIn } from "@/lib/groups/names-in";
import { counted } from "@/lib/times";
import { ConfirmDialog } from "../confirm-dialog";
import { Button } from "../ui/button";
import { Note } from "../ui/note";
import { tell } from "../ui/toaster";
import { answerTo, useAction } from "../use-action";
import { AuditKnows, Fact, Facts } from "../users/facts";
import { CandidateBox } from "./candidate-box";
import type { GroupDialogProps } from "./group-dialogs";
import { groupInShort } from "./group-words";
import { PastedNote } from "./pasted-note";
import { PickedPeople } from "./picked-people";
import { whoOf } from "./remove-members";
import { type Pasted, usePickedPeople } from "./use-picked-people";

/** Picks people one by one as they are typed, or many from a pasted list, and adds them all at once. */
export function AddMembersDialog({ group, actions, onClose, onClosed }: GroupDialogProps) {
  const { run, pending, trouble, setTrouble } = useAction();
  const { people, has, toggle, pickAll } = usePickedPeople();
  const [text, setText] = useState("");
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const [leaving, setLeaving] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const verb = people.length === 0 ? "Add members" : `Add ${counted(people.length, "member")}`;

  const add = () =>
    run(
      () => actions.changeMembers({ groupId: group.id, addUsers: people.map(({ id }) => id) }),
      () => {
        onClose();
        tell(`Added ${whoOf(people)} to ${group.name}.`);
      },
    );

  /** Whoever picked people loses them by no key or click that was meant for something else. */
  function close(): void {
    if (people.length > 0 && !leaving && trouble?.code !== "not_found") setLeaving(true);
    else onClose();
  }

  function pick(person: Candidate): void {
    toggle(person);
    setLeaving(false);
    setText("");
    setTrouble(null);
    box.current?.focus();
  }

  /** A list is looked up as a whole. Words with only spaces between them may as well be one person's name. */
  async function paste(event: ClipboardEvent): Promise<void> {
    const list = event.clipboardData.getData("text").trim();
    const names = namesIn(list);
    if (names.length < 2) return;
    event.preventDefault();
    const answer = await answerTo(() => actions.findPeople({ groupId: group.id, names }));
    if (!answer.ok) return setTrouble(answer.problem);
    const { found, unknown } = answer.value;
    if (unknown.length > 0 && !/[\n,;\t]/.test(list)) return setText(list);
    pickAll(found);
    setLeaving(false);
    setPasted({ unknown, inIt: found.filter(({ isMember }) => isMember).map(({ username }) => username) });
  }

  return (
    <ConfirmDialog
      title={`Add members to ${group.name}`}
      about={groupInShort(group)}
      verb={verb}
      ready={people.length > 0}
      pending={pending}
      trouble={trouble}
      stepBack={() => {
        setText("");
        return text !== "";
      }}
      onSubmit={add}
      onClose={close}
      onClosed={onClosed}
    >
      <CandidateBox
        ref={box}
        groupId={group.id}
        suggest={actions.suggestMembers}
        text={text}
        isPicked={has}
        onType={setText}
        onPick={pick}
        onPaste={(event) => void paste(event)}
      />
      {pasted && <PastedNote {...pasted} />}
      {people.length > 0 && <PickedPeople people={people} onDrop={pick} />}
      {leaving && (
        <Note kind="warn" role="alert">
          <p>{counted(people.length, "user")} picked, and not added yet.</p>
          <Button size="small" className="mt-2" onClick={onClose}>
            Close without adding
          </Button>
        </Note>
      )}
      <Facts verb={verb}>
        <Fact icon={UsersRound} what="They are members at once:">
          <code className="break-words font-mono">{memberFilter(group.name)}</code> finds them, and their roles stay as
          they are
        </Fact>
        <AuditKnows />
      </Facts>
    </ConfirmDialog>
  );
}
