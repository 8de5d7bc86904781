import { type Role, roleWords } from "@/lib/permissions";

/** How fields and their values are told in the audit log. */

/** "mustChangePassword" as "Must change password". */
export function fieldName(field: string): string {
  const words = field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function valueText(field: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map((one) => valueText(field, one)).join(", ");
  if (field === "roles" && Object.hasOwn(roleWords, String(value))) return roleWords[value as Role].title;
  if (typeof value === "string") return isTime(value) ? `${value.slice(0, 19).replace("T", " ")} UTC` : value;
  return typeof value === "number" ? value.toLocaleString("en") : JSON.stringify(value);
}

const isTime = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text);
