/** A path of the API and the parameters in it, not yet encoded. Made by {@link path}. */
export interface ApiPath {
  readonly literals: readonly string[];
  readonly parameters: readonly string[];
}

/** Template tag for the path of an operation below `/v1`, such as `` path`/groups/${groupId}` ``. */
export function path(literals: TemplateStringsArray, ...parameters: string[]): ApiPath {
  return { literals, parameters };
}

/** A path that can be sent, or why it cannot and what it would have looked like. */
export type RenderedPath = { ok: true; path: string } | { ok: false; path: string; problem: string };

/**
 * Encodes each parameter as one segment of the path. Names of schemas, tables and columns may hold dots, spaces,
 * slashes and any Unicode. An empty segment, `.` and `..` are refused: each would address something else.
 */
export function renderPath({ literals, parameters }: ApiPath): RenderedPath {
  let rendered = `/v1${literals[0] ?? ""}`;
  let problem: string | undefined;
  for (const [index, parameter] of parameters.entries()) {
    const segment = renderSegment(parameter);
    problem ??= segment.problem;
    rendered += segment.text + (literals[index + 1] ?? "");
  }
  return problem === undefined ? { ok: true, path: rendered } : { ok: false, path: rendered, problem };
}

function renderSegment(parameter: unknown): { text: string; problem?: string } {
  if (typeof parameter !== "string") {
    return { text: "<missing>", problem: `an id or a name is ${typeof parameter}, not a string` };
  }
  if (parameter === "") return { text: "<empty>", problem: "an id or a name is an empty string" };
  if (parameter === "." || parameter === "..") {
    return { text: `<${parameter}>`, problem: `"${parameter}" cannot be sent as an id or a name` };
  }
  try {
    return { text: encodeURIComponent(parameter) };
  } catch {
    return { text: "<not Unicode>", problem: "an id or a name holds half of a surrogate pair" };
  }
}
