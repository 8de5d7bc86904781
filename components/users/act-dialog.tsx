"use client";

import type { User } from "@/lib/users/user";
import { ConfirmDialog, type ConfirmDialogProps } from "../confirm-dialog";
import { nameAndAddress } from "./user-words";

type Props = Omit<ConfirmDialogProps, "about"> & { user: User; onLookAgain: () => void };

/** A dialog about an act on a user. */
export const ActDialog = ({ user, ...dialog }: Props) => <ConfirmDialog {...dialog} about={nameAndAddress(user)} />;
