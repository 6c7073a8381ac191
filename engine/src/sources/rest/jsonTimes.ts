const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})0*)?)?$/;
const ZONED = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)$/i;
const NAIVE = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;

/** `2026-01-02`; undefined for what is no day. */
export function dateText(text: string): string | undefined {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined || year === "0000") return undefined;
  const time = Date.parse(`${year}-${month ?? ""}-${day ?? ""}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text) ? text : undefined;
}

/** `03:04:05.000006`; undefined for what is no time of a day, or is finer than a microsecond. */
export function timeText(text: string): string | undefined {
  const [, hour, minute, second = "00", fraction] = TIME.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return `${hour}:${minute}:${second}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** `2026-01-02 03:04:05`, from ISO 8601 without a zone. */
export function naiveText(text: string): string | undefined {
  const [, day, time] = NAIVE.exec(text) ?? [];
  const date = dateText(day ?? "");
  const clock = timeText(time ?? "");
  return date === undefined || clock === undefined ? undefined : `${date} ${clock}`;
}

/** `2026-01-02 03:04:05+00`, from ISO 8601 with a zone. */
export function utcText(text: string): string | undefined {
  const [, day = "", clock = "", zone = ""] = ZONED.exec(text) ?? [];
  const naive = naiveText(`${day}T${clock}`);
  if (naive === undefined) return undefined;
  const [seconds = "", fraction] = naive.split(".");
  const time = Date.parse(`${seconds.replace(" ", "T")}Z`) - offsetOf(zone);
  const utc = new Date(time);
  if (!Number.isFinite(time) || utc.getUTCFullYear() < 1 || utc.getUTCFullYear() > 9999) return undefined;
  const moved = utc.toISOString().slice(0, 19).replace("T", " ");
  return `${moved}${fraction === undefined ? "" : `.${fraction}`}+00`;
}

/** In milliseconds. */
function offsetOf(zone: string): number {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Base64, as APIs write bytes; `\x` and hexadecimal digits behind it. */
export function binaryText(text: string): string | undefined {
  const bytes = Buffer.from(text, "base64");
  const same =
    bytes.toString("base64").replaceAll("=", "") ===
    text.replaceAll("=", "").replaceAll("-", "+").replaceAll("_", "/");
  return same ? `\\x${bytes.toString("hex")}` : undefined;
}
