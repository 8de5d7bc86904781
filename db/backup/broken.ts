/** Why a backup cannot be taken or restored, in words for whoever asked for it. */
export class BackupError extends Error {}
