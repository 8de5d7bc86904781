/** The API as its page draws it: parts, their operations, and the fields of each. */

export type ApiPart = { name: string; operations: ApiOperation[] };

export type ApiOperation = {
  id: string;
  method: string;
  path: string;
  does: string;
  tells: string;
  parameters: (ApiField & { where: string })[];
  body: ApiField[];
  answers: { status: string; means: string }[];
  /** Null: an answer without a body. */
  answer: { type: string; fields: ApiField[] } | null;
};

export type ApiField = { name: string; type: string; required: boolean; tells: string };
