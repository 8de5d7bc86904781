"use client";

import { useState } from "react";
import { dayAndTime } from "@/lib/times";
import { TroubleNote } from "../trouble-note";
import { Button } from "../ui/button";
import { useNow } from "../ui/clock";
import { Dialog } from "../ui/dialog";
import { Field, TextField } from "../ui/field";
import { Secret } from "../ui/secret";
import { useAction } from "../use-action";
import type { SessionActions } from "./user-actions";

type NewTokenDialogProps = {
  user: { id: string; username: string };
  /** One's own. */
  own: boolean;
  maxDays: number;
  createToken: SessionActions["createToken"];
  onClose: () => void;
  onClosed: () => void;
};

const daySeconds = 86_400;

/** Makes a token and shows it, this once. */
export function NewTokenDialog({ user, own, maxDays, createToken, onClose, onClosed }: NewTokenDialogProps) {
  const { run, pending, trouble, setTrouble } = useAction();
  const lifetimes = lifetimesWithin(maxDays);
  const [name, setName] = useState("");
  const [days, setDays] = useState(lifetimes.includes(30) ? 30 : maxDays);
  const [scope, setScope] = useState<"all" | "read">("all");
  const [made, setMade] = useState<{ name: string; token: string; expiresAt: Date } | null>(null);
  const now = useNow();

  const make = () =>
    run(() => createToken({ userId: user.id, name: name.trim(), scope, lifetimeSeconds: days * daySeconds }), setMade);

  if (made) {
    return (
      <Dialog
        title={`The token ${made.name}`}
        onClose={onClose}
        onClosed={onClosed}
        stays
        onSubmit={onClose}
        footer={
          <Button type="submit" look="solid">
            Done
          </Button>
        }
      >
        <div className="contain-inline-size">
          <Secret
            label="Token"
            hint={`Shown only here. It works until ${dayAndTime(made.expiresAt, now)}, or until it is revoked.`}
            value={made.token}
          />
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={own ? "New token" : `New token for ${user.username}`}
      about="For a program: it may do what its owner may, and no more."
      onClose={onClose}
      onClosed={onClosed}
      onSubmit={make}
      footer={
        <>
          <Button onClick={onClose} aria-disabled={pending}>
            Cancel
          </Button>
          <Button type="submit" look="solid" aria-disabled={pending}>
            {pending ? "Creating…" : "Create token"}
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        autoComplete="off"
        placeholder="nightly-report"
        error={trouble?.fields?.name}
        onChange={(event) => {
          setName(event.target.value);
          setTrouble(null);
        }}
      />
      <div className="grid grid-cols-2 gap-4">
        <Field label="Works for" error={trouble?.fields?.lifetimeSeconds}>
          {(wiring) => (
            <select
              {...wiring}
              value={days}
              onChange={(event) => setDays(Number(event.target.value))}
              className={select}
            >
              {lifetimes.map((count) => (
                <option key={count} value={count}>
                  {count === 1 ? "1 day" : `${count} days`}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Allowed to">
          {(wiring) => (
            <select
              {...wiring}
              value={scope}
              onChange={(event) => setScope(event.target.value as "all" | "read")}
              className={select}
            >
              <option value="all">read and change</option>
              <option value="read">read only</option>
            </select>
          )}
        </Field>
      </div>
      <TroubleNote trouble={trouble} fields={["name", "lifetimeSeconds"]} />
    </Dialog>
  );
}

const select = "ring-field h-9 w-full rounded-2 border border-line-control bg-bg px-2 text-14 max-rail:text-16";

const lifetimesWithin = (maxDays: number): number[] => {
  const usual = [1, 7, 30, 90, 365].filter((days) => days <= maxDays);
  return usual.includes(maxDays) ? usual : [...usual, maxDays];
};
