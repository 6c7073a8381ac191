/** The client's areas and methods, as `sdk/README.md` lists them. */
import type { AreaSource, MethodSource } from "./clientSource.ts";
import { code, table } from "./markdown.ts";

/** The page that has them, from the root of the repository. */
export const CLIENT_PAGE = "sdk/README.md";

const BEGINNING = "<!-- Generated: npm run docs -->";
const END = "<!-- End of what is generated -->";

/** Verb and path of a method's operation, such as `GET /v1/groups/{groupId}`. */
export type OperationName = (area: string, method: MethodSource) => string;

/** @throws Error where the page has no place for them */
export function withClientTables(
  page: string,
  areas: readonly AreaSource[],
  operationName: OperationName,
): string {
  const [from, to] = [page.indexOf(BEGINNING), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${CLIENT_PAGE} has no '${BEGINNING}' before '${END}'.`);
  const sections = areas.map((area) => sectionOf(area, operationName));
  return `${page.slice(0, from + BEGINNING.length)}\n\n${sections.join("\n\n")}\n\n${page.slice(to)}`;
}

function sectionOf({ name, what, methods }: AreaSource, operationName: OperationName): string {
  const rows = methods.map((method) => [
    code(method.call),
    code(operationName(name, method)),
    method.isDeprecated ? `Deprecated. ${method.what}` : method.what,
  ]);
  return `### client.${name}\n\n${what}\n\n${table(["method", "operation", "what it does"], rows)}`;
}

/** An operation as an area hands it on. */
interface Handed {
  readonly method: string;
  readonly path: { readonly literals: readonly string[]; readonly parameters: readonly string[] };
  readonly anonymous?: boolean;
}

type Area = Readonly<Record<string, (...given: unknown[]) => unknown>>;

/**
 * Asks the areas of a client themselves: each is made anew, with something that remembers what it is to send and sends
 * nothing.
 */
export function operationNamesOf(client: object): OperationName {
  return (area, { name, parameters }) => {
    const handed: Handed[] = [];
    const remember = (operation: Handed): Promise<never> => {
      handed.push(operation);
      return new Promise(() => undefined);
    };
    const known = (client as Readonly<Record<string, object>>)[area];
    const AreaClass = known?.constructor as new (caller: object) => Area;
    const made = new AreaClass({ call: remember, download: remember });
    // What stands in a path is shown by its name; of the rest, nothing is looked at that would matter.
    const given = parameters.map((parameter) =>
      parameter.isText ? `{${parameter.name}}` : { confirm: true },
    );
    const listing = made[name]?.(...given);
    if (isListing(listing)) void listing.page();
    const [operation] = handed;
    if (operation === undefined) throw new Error(`client.${area}.${name} sends nothing.`);
    const { literals, parameters: ids } = operation.path;
    const path = literals.map((literal, index) => literal + (ids[index] ?? "")).join("");
    return `${operation.method} ${operation.anonymous ? "" : "/v1"}${path}`;
  };
}

function isListing(value: unknown): value is { page: () => unknown } {
  return typeof value === "object" && value !== null && "page" in value;
}
