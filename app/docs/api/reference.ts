import { api } from "@/app/api/v2/app";
import { documentHead } from "@/app/api/v2/document";
import type { ApiField, ApiOperation, ApiPart } from "@/components/api/reference";

/** The API's document, as a page draws it. */
export function apiReference(): ApiPart[] {
  const document = api.getOpenAPI31Document(documentHead) as unknown as Document;
  const parts = new Map<string, ApiOperation[]>();
  for (const [path, verbs] of Object.entries(document.paths)) {
    for (const [method, told] of Object.entries(verbs)) {
      const [part = ""] = told.tags;
      parts.set(part, [...(parts.get(part) ?? []), operationOf(document, method, path, told)]);
    }
  }
  return [...parts].map(([name, operations]) => ({ name, operations }));
}

type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  description?: string;
  example?: unknown;
  anyOf?: Schema[];
  allOf?: Schema[];
};

type Told = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: Schema }[];
  requestBody?: { content: { "application/json": { schema: Schema } } };
  responses: Record<string, { description: string; content?: Partial<Record<string, { schema: Schema }>> }>;
};

type Document = { paths: Record<string, Record<string, Told>>; components: { schemas: Record<string, Schema> } };

function operationOf(document: Document, method: string, path: string, told: Told): ApiOperation {
  const body = told.requestBody?.content["application/json"].schema;
  const answers = Object.entries(told.responses);
  const [done] = answers.find(([status]) => status < "300") ?? [];
  const answer = done && told.responses[done]?.content?.["application/json"]?.schema;
  return {
    id: told.operationId,
    method: method.toUpperCase(),
    path,
    does: told.summary,
    tells: told.description ?? "",
    parameters: (told.parameters ?? []).map((it) => ({
      ...fieldOf(it.name, it.schema, it.required ?? false),
      where: it.in,
    })),
    body: body ? fieldsOf(document, body) : [],
    answers: answers.map(([status, { description }]) => ({ status, means: description })),
    answer: answer ? { type: typeOf(answer), fields: fieldsOf(document, answer) } : null,
  };
}

function fieldsOf(document: Document, schema: Schema): ApiField[] {
  const { properties = {}, required = [] } = resolved(document, schema.items ?? schema);
  return Object.entries(properties).map(([name, it]) => fieldOf(name, it, required.includes(name)));
}

const fieldOf = (name: string, schema: Schema, required: boolean): ApiField => ({
  name,
  type: typeOf(schema),
  required,
  tells: schema.description ?? "",
});

const nameOf = (ref: string) => ref.split("/").at(-1) ?? ref;

const resolved = (document: Document, schema: Schema): Schema =>
  schema.$ref ? (document.components.schemas[nameOf(schema.$ref)] ?? {}) : schema;

function typeOf(schema: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.allOf) return schema.allOf.map(typeOf).filter(Boolean).join(" ");
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" or ");
  if (schema.enum) return schema.enum.map((it) => JSON.stringify(it)).join(" | ");
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  const type = [schema.type ?? "anything"].flat().join(" or ");
  return schema.format && schema.format !== "uuid"
    ? schema.format === "date-time"
      ? "time"
      : type
    : (schema.format ?? type);
}
