import type { Context } from "hono";
import { csvHead, csvLine, jsonLine } from "@/lib/audit/export-lines";
import type { FullEntry } from "@/lib/audit/find";
import type { Env } from "./env";
import { streamed } from "./streamed";

export type ExportFormat = "csv" | "jsonl";

export const exportTypes: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/x-ndjson",
};

/** The entries as a file, written as they are read. */
export function answerExport(c: Context<Env>, batches: AsyncGenerator<FullEntry[]>): Response {
  const format: ExportFormat = c.req.query("format") === "jsonl" ? "jsonl" : "csv";
  const day = new Date().toISOString().slice(0, 10);
  c.header("content-disposition", `attachment; filename="roster-audit-${day}.${format}"`);
  return streamed(c, exportTypes[format], format === "csv" ? csv(batches) : jsonLines(batches));
}

async function* csv(batches: AsyncGenerator<FullEntry[]>) {
  yield csvHead;
  for await (const entries of batches) yield entries.map(csvLine).join("");
}

async function* jsonLines(batches: AsyncGenerator<FullEntry[]>) {
  for await (const entries of batches) yield entries.map(jsonLine).join("");
}
