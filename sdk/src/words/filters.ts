import { nearest } from "../services/nearest";
import type { Parsed } from "./parsed";

/** What connections can be chosen by. */
export const FILTER_KEYS = ["id", "group", "schema", "service", "state", "paused", "setup", "sync"] as const;

/**
 * `group` is a name or an id, `state` a word of Fivetran's dashboard, `setup` the setup state, `sync` the sync state, `paused` is `true`
 * or `false`.
 */
export type FilterKey = (typeof FILTER_KEYS)[number];

/** One condition: the connection has one of the values, or, when excluded, none of them. */
export interface FilterTerm {
  readonly key: FilterKey;
  readonly excludes: boolean;
  /** `*` stands for any text. */
  readonly values: readonly string[];
}

/** Every term holds for the connections that are chosen; without a term, all are. */
export interface ConnectionFilter {
  readonly terms: readonly FilterTerm[];
}

/** What a filter looks at. */
export interface FilteredConnection {
  readonly id: string;
  readonly groupId: string;
  readonly groupName?: string | undefined;
  readonly schema: string;
  readonly service: string;
  readonly paused: boolean;
  readonly setupState: string;
  readonly syncState: string;
}

/** The words of Fivetran's dashboard for how a connection is. A connection may have several, such as broken and paused. */
export type ConnectionStateWord = "broken" | "incomplete" | "paused" | "active" | "syncing" | "rescheduled";

const VALUES: Partial<Record<FilterKey, readonly string[]>> = {
  state: ["broken", "incomplete", "paused", "active", "syncing", "rescheduled"],
  paused: ["true", "false"],
  setup: ["incomplete", "connected", "broken"],
  sync: ["scheduled", "syncing", "paused", "rescheduled"],
};

/** A key, `=` or `!=`, and values with commas between them, each bare or in double quotes. */
const TERM = /^([^\s=!"]+)(!?=)((?:"(?:[^"\\]|\\.)*"|[^\s",]+)(?:,(?:"(?:[^"\\]|\\.)*"|[^\s",]+))*)(?=\s|$)/;
const VALUE = /"((?:[^"\\]|\\.)*)"|[^,]+/g;

/**
 * Reads `service=postgres group=analytics`. A comma means either (`service=postgres,mysql`), `!=` excludes, `*` stands for any text, and
 * quotes hold spaces (`group="my team"`). Case counts.
 */
export function parseFilter(text: string): Parsed<ConnectionFilter> {
  const terms: FilterTerm[] = [];
  for (let rest = text.trim(); rest !== ""; ) {
    const [whole, key = "", operator, list = ""] = TERM.exec(rest) ?? [];
    if (whole === undefined) return { problem: misread(rest) };
    const term = termOf(key, operator === "!=", valuesIn(list));
    if ("problem" in term) return term;
    terms.push(term.value);
    rest = rest.slice(whole.length).trimStart();
  }
  return { value: { terms } };
}

/** Writes a filter as `parseFilter` reads it. */
export function formatFilter({ terms }: ConnectionFilter): string {
  return terms
    .map(({ key, excludes, values }) => `${key}${excludes ? "!=" : "="}${values.map(quoted).join(",")}`)
    .join(" ");
}

/** Whether every term of the filter holds for the connection. */
export function matchesFilter({ terms }: ConnectionFilter, connection: FilteredConnection): boolean {
  return terms.every(({ key, excludes, values }) => {
    const has = values.some((value) => textsOf(key, connection).some((text) => isLike(value, text)));
    return has !== excludes;
  });
}

/** How a connection is, in the dashboard's words; the first is the one that matters most. */
export function stateWordsOf({
  paused,
  setupState,
  syncState,
}: Pick<FilteredConnection, "paused" | "setupState" | "syncState">): readonly ConnectionStateWord[] {
  const unready = (["broken", "incomplete"] as const).filter((word) => word === setupState);
  const syncing = (["syncing", "rescheduled"] as const).filter((word) => word === syncState);
  return [
    ...unready,
    ...(paused ? (["paused"] as const) : []),
    ...syncing,
    ...(unready.length === 0 && !paused ? (["active"] as const) : []),
  ];
}

function termOf(key: string, excludes: boolean, values: readonly string[]): Parsed<FilterTerm> {
  const known = FILTER_KEYS.find((each) => each === key);
  if (known === undefined) {
    const meant = nearest(key, FILTER_KEYS);
    const hint = meant === undefined ? `known are ${FILTER_KEYS.join(", ")}` : `did you mean '${meant}'?`;
    return { problem: `has no key '${key}'; ${hint}` };
  }
  const allowed = VALUES[known];
  const wrong = allowed && values.find((value) => !allowed.some((each) => isLike(value, each)));
  if (wrong !== undefined)
    return { problem: `has '${wrong}' for ${known}, which is one of ${allowed?.join(", ")}` };
  return { value: { key: known, excludes, values } };
}

function misread(rest: string): string {
  const quotes = rest.replaceAll(/\\./g, "").split('"').length - 1;
  if (quotes % 2 === 1) return `has a quote that is not closed at '${rest}'`;
  const [word = rest] = rest.split(/\s/);
  return `is not understood at '${word}'; write key=value, such as service=postgres or group="my team"`;
}

function valuesIn(list: string): string[] {
  return [...list.matchAll(VALUE)].map(([bare, inQuotes]) =>
    inQuotes === undefined ? bare : inQuotes.replaceAll(/\\(.)/g, "$1"),
  );
}

function quoted(value: string): string {
  return /^[^\s",]+$/.test(value) ? value : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

function textsOf(key: FilterKey, connection: FilteredConnection): readonly string[] {
  switch (key) {
    case "group":
      return [connection.groupId, ...(connection.groupName === undefined ? [] : [connection.groupName])];
    case "state":
      return stateWordsOf(connection);
    case "paused":
      return [String(connection.paused)];
    case "setup":
      return [connection.setupState];
    case "sync":
      return [connection.syncState];
    case "id":
    case "schema":
    case "service":
      return [connection[key]];
  }
}

/** `pattern` may have stars; everything else stands for itself. */
function isLike(pattern: string, text: string): boolean {
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
