/** Times in a filter: an RFC 3339 time, a date, or an age such as `90d`. */

/** In milliseconds. */
const ageUnits = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const maxAgeMs = 36_500 * ageUnits.d;

/** `at` is RFC 3339 in UTC, with the decimals it was given, up to nanoseconds. An age stays one until it is asked about. */
export type FilterTime = { at: string } | { age: number; unit: keyof typeof ageUnits };

/** Why a text is no time. `no_offset`: it would be one with a `Z` behind it. */
export type TimeFault = "not_a_time" | "no_such_time" | "time_out_of_range" | "no_offset";

const ageShape = /^(\d{1,9})([mhdw])$/i;
const timeShape = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?)?$/i;

/** What a text means as a time, or why it means none. @see RFC 3339 section 5.6 */
export function readTime(text: string): FilterTime | TimeFault {
  const age = ageShape.exec(text);
  if (age) return readAge(Number(age[1]), age[2]?.toLowerCase() as keyof typeof ageUnits);

  const parts = timeShape.exec(text);
  if (!parts) return "not_a_time";
  const [, year, month, day, hour, minute, second, decimals = "", offset] = parts;
  if (hour !== undefined && offset === undefined) return "no_offset";

  const date = `${year}-${month}-${day}`;
  const dayMs = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(dayMs) || !new Date(dayMs).toISOString().startsWith(date)) return "no_such_time";
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 60) return "no_such_time";

  const offsetMs = readOffset(offset ?? "Z");
  if (offsetMs === null) return "no_such_time";
  const clockMs = Number(hour ?? 0) * ageUnits.h + Number(minute ?? 0) * ageUnits.m + Number(second ?? 0) * 1000;
  const ms = dayMs + clockMs - offsetMs;
  // A leap second is the last of a day in UTC, and the same moment as the next midnight.
  if (second === "60" && ms % ageUnits.d !== 0) return "no_such_time";
  return within(ms, decimals.replace(/0+$/, ""));
}

function readAge(age: number, unit: keyof typeof ageUnits): FilterTime | TimeFault {
  return age * ageUnits[unit] > maxAgeMs ? "time_out_of_range" : { age, unit };
}

/** In milliseconds; null where there is no such offset. */
function readOffset(text: string): number | null {
  if (text === "Z" || text === "z") return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4))];
  if (hours > 23 || minutes > 59) return null;
  return (text.startsWith("-") ? -1 : 1) * (hours * ageUnits.h + minutes * ageUnits.m);
}

/** Years 1 to 9999 in UTC, which the database and `Date` can both tell. */
const [firstMs, lastMs] = [Date.parse("0001-01-01T00:00:00Z"), Date.parse("9999-12-31T23:59:59Z")];

function within(ms: number, decimals: string): FilterTime | TimeFault {
  if (ms < firstMs || ms > lastMs || (ms === lastMs && decimals)) return "time_out_of_range";
  return { at: `${new Date(ms).toISOString().slice(0, 19)}${decimals && `.${decimals}`}Z` };
}

export const printTime = (time: FilterTime) => ("at" in time ? time.at : `${time.age}${time.unit}`);

/** A moment between the milliseconds that times are kept in: the last one not after it and the first one not before it. */
export type Moment = { notAfter: Date; notBefore: Date };

/** The moment a time means when it is asked about at `now`. */
export function momentOf(time: FilterTime, now: Date): Moment {
  if ("age" in time) {
    const then = new Date(now.getTime() - time.age * ageUnits[time.unit]);
    return { notAfter: then, notBefore: then };
  }
  const [seconds = "", decimals = ""] = time.at.slice(0, -1).split(".");
  const ms = Date.parse(`${seconds}Z`) + Number(decimals.slice(0, 3).padEnd(3, "0"));
  return { notAfter: new Date(ms), notBefore: new Date(decimals.length > 3 ? ms + 1 : ms) };
}
