/** What a method and a path lead to, with the path's parameters; or which of the two is unknown. */
export type Found<T> =
  | { readonly value: T; readonly params: Record<string, string> }
  | "unknown path"
  | "unknown method";

interface Leaf<T> {
  readonly value: T;
  /** Of the parameters, in the order of the path. */
  readonly names: readonly string[];
}

interface Node<T> {
  readonly fixed: Map<string, Node<T>>;
  any: Node<T> | undefined;
  /** By method. */
  readonly leaves: Map<string, Leaf<T>>;
}

const PARAMETER = /^\{(\w+)\}$/;

/**
 * Finds what serves a request, by path templates such as `/v1/groups/{groupId}`: a fixed segment goes before a parameter, and a path
 * that has the method before one that has not. A parameter is one segment, decoded, and never empty. A slash at the end of a path
 * changes nothing.
 */
export class Router<T> {
  readonly #root: Node<T> = newNode();

  /** What was added first under a method and a path stays. */
  add(method: string, template: string, value: T): void {
    let node = this.#root;
    const names: string[] = [];
    for (const segment of segmentsOf(template)) {
      const name = PARAMETER.exec(segment)?.[1];
      if (name === undefined) {
        const next = node.fixed.get(segment) ?? newNode();
        node.fixed.set(segment, next);
        node = next;
      } else {
        names.push(name);
        node = node.any ??= newNode();
      }
    }
    if (!node.leaves.has(method)) node.leaves.set(method, { value, names });
  }

  /** @param path as it was sent, without the query */
  find(method: string, path: string): Found<T> {
    const segments = segmentsOf(path);
    if (segments.length > 1 && segments.at(-1) === "") segments.pop();
    const values: string[] = [];
    const seen = { path: false };
    const search = (node: Node<T>, depth: number): Leaf<T> | undefined => {
      const segment = segments[depth];
      if (segment === undefined) {
        seen.path ||= node.leaves.size > 0;
        return node.leaves.get(method);
      }
      const fixed = node.fixed.get(segment);
      const found = fixed === undefined ? undefined : search(fixed, depth + 1);
      if (found !== undefined || node.any === undefined || segment === "") return found;
      values.push(segment);
      const below = search(node.any, depth + 1);
      if (below === undefined) values.pop();
      return below;
    };
    const leaf = search(this.#root, 0);
    if (leaf === undefined) return seen.path ? "unknown method" : "unknown path";
    const params = Object.fromEntries(leaf.names.map((name, index) => [name, decoded(values[index] ?? "")]));
    return { value: leaf.value, params };
  }
}

function newNode<T>(): Node<T> {
  return { fixed: new Map(), any: undefined, leaves: new Map() };
}

/** What follows the first slash. */
function segmentsOf(path: string): string[] {
  return path.slice(1).split("/");
}

/** An invalid encoding stands for itself. */
function decoded(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
