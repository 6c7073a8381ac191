/** A path of the API and the parameters in it, not yet encoded. Made by {@link path}. */
export interface ApiPath {
  readonly literals: readonly string[];
  readonly parameters: readonly string[];
}

/** Template tag for the path of an operation below `/v1`, such as `` path`/groups/${groupId}` ``. */
export function path(literals: TemplateStringsArray, ...parameters: string[]): ApiPath {
  return { literals, parameters };
}

/** By the literals, of which there is one array for each place in the source. */
const templates = new WeakMap<readonly string[], string>();

/** The path with each parameter named by the segment before it, such as `/groups/{group}/users/{user}`. */
export function templateOf({ literals, parameters }: ApiPath): string {
  const known = templates.get(literals);
  if (known !== undefined) return known;
  let template = literals[0] ?? "";
  for (const index of parameters.keys()) {
    template += `{${segmentBefore(template).replace(/s$/, "")}}${literals[index + 1] ?? ""}`;
  }
  templates.set(literals, template);
  return template;
}

/** The last whole segment of a path that ends where a parameter begins. */
function segmentBefore(start: string): string {
  return /([^/]*)\/$/.exec(start)?.[1] ?? "";
}

/** A path that can be sent, or why it cannot and what it would have looked like. */
export type RenderedPath = { ok: true; path: string } | { ok: false; path: string; problem: string };

/**
 * Segments after which a name stands that others chose: it may hold dots, spaces, slashes and any Unicode. After every
 * other segment stands an id of Fivetran's, which holds none of these.
 */
const BEFORE_NAMES = new Set(["schemas", "tables", "columns"]);

/**
 * Encodes each parameter as one segment of the path. An empty segment, `.` and `..` are refused, and in an id `..`, `/`
 * and `\` anywhere: each could address something else. White space in an id is a mistake too, such as a line's end.
 *
 * @param prefix what the API's paths stand below
 */
export function renderPath({ literals, parameters }: ApiPath, prefix = "/v1"): RenderedPath {
  let rendered = `${prefix}${literals[0] ?? ""}`;
  let problem: string | undefined;
  for (const [index, parameter] of parameters.entries()) {
    const segment = renderSegment(parameter, BEFORE_NAMES.has(segmentBefore(literals[index] ?? "")));
    problem ??= segment.problem;
    rendered += segment.text + (literals[index + 1] ?? "");
  }
  return problem === undefined ? { ok: true, path: rendered } : { ok: false, path: rendered, problem };
}

function renderSegment(parameter: unknown, isName: boolean): { text: string; problem?: string } {
  if (typeof parameter !== "string") {
    return { text: "<missing>", problem: `an id or a name is ${kindOf(parameter)}, and must be a string` };
  }
  if (parameter === "") return { text: "<empty>", problem: "an id or a name is an empty string" };
  if (parameter === "." || parameter === "..") {
    return { text: `<${parameter}>`, problem: `"${parameter}" cannot be sent as an id or a name` };
  }
  try {
    const text = encodeURIComponent(parameter);
    if (!isName && /\.\.|[/\\\s\p{Cc}]/u.test(parameter)) {
      return {
        text,
        problem:
          "an id holds a slash, a backslash, two dots, white space or a control character, which no id of Fivetran's does",
      };
    }
    return { text };
  } catch {
    return { text: "<not Unicode>", problem: "an id or a name holds half of a surrogate pair" };
  }
}

function kindOf(value: unknown): string {
  return value === undefined || value === null ? String(value) : `of the type ${typeof value}`;
}
