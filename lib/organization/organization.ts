/** The one organization there is. Its id is also that of the group `Everyone`. */
export type Organization = { id: string; name: string; displayName: string; createdAt: Date; updatedAt: Date };
