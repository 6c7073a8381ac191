/** What lookups of one thing among many share. */
import type { FivetranClient, LazyList } from "@pulumi-fivetran/sdk";
import { nearest } from "@pulumi-fivetran/sdk/services";
import { HandlerError } from "../errors/problem";

/** The maximum number of candidates that an error names. */
const NAMED_AT_MOST = 10;

/** One thing that is looked up by its id, or by a name that it alone has. */
export interface NamedThing<Item, Live, Key extends string> {
  /** `getGroup`: what messages begin with. */
  readonly lookup: string;
  /** `group` */
  readonly thing: string;
  /** The field with the name, and the argument. */
  readonly by: Key;
  /** What people call that field. @default "name" */
  readonly called?: string;
  /** A strict list: what cannot be read may be the one that is asked for. */
  list(client: FivetranClient): LazyList<Item>;
  retrieve(client: FivetranClient, id: string): Promise<Live>;
  /** What the lookup returns of the one that the list has: itself, where the list has all of it. */
  whole(item: Item, client: FivetranClient): Live | Promise<Live>;
}

/** The arguments of such a lookup, of which one is given. */
type ByIdOr<Key extends string> = { id?: string | undefined } & { [Name in Key]?: string | undefined };

/** @throws HandlerError (the lookup) when there is none, or more than one of the name, or not exactly one argument is given */
export function lookup<
  Key extends string,
  Item extends { readonly id: string } & { readonly [Name in Key]?: string | null | undefined },
  Live,
>(definition: NamedThing<Item, Live, Key>): (client: FivetranClient, args: ByIdOr<Key>) => Promise<Live> {
  const { lookup: name, thing, by, called = "name", list, retrieve, whole } = definition;
  return async (client, args) => {
    const { id } = args;
    const asked: string | undefined = args[by];
    exactlyOne(name, { id, [by]: asked });
    if (id !== undefined) return retrieve(client, id);
    const only = await onlyOne(list(client), {
      lookup: name,
      thing,
      asked: `the ${called} '${asked ?? ""}'`,
      matches: (item) => item[by] === asked,
      nameOf: (item) => item[by] ?? item.id,
      idOf: (item) => item.id,
      name: asked,
    });
    return whole(only, client);
  };
}

/** What a lookup of one thing is given: its id, or something that it alone has. */
export interface LookupQuery<T> {
  /** `getGroup`: what messages begin with. */
  readonly lookup: string;
  /** `group` */
  readonly thing: string;
  /** What was asked for, in words: `the name 'analytics'`. */
  readonly asked: string;
  readonly matches: (item: T) => boolean;
  readonly nameOf: (item: T) => string;
  readonly idOf: (item: T) => string;
  /** The name that was asked for, where near ones help. */
  readonly name?: string | undefined;
}

/**
 * The only one that matches.
 *
 * @param list a strict one: what cannot be read may be the one that is asked for
 * @throws HandlerError when there is none, with near names, or more than one, with their ids
 */
export async function onlyOne<T>(list: LazyList<T>, wanted: LookupQuery<T>): Promise<T> {
  const found: T[] = [];
  const names: string[] = [];
  for await (const item of list) {
    if (wanted.matches(item)) found.push(item);
    else names.push(wanted.nameOf(item));
  }
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const { lookup, thing, asked } = wanted;
  if (only === undefined)
    throw new HandlerError({
      summary: `${lookup}: there is no ${thing} with ${asked}${hint(wanted.name, names)}.`,
    });
  const ids = found.map((item) => wanted.idOf(item));
  throw new HandlerError({
    summary: `${lookup}: ${found.length} ${thing}s have ${asked}.`,
    advice: [{ kind: "askById", ids }],
    candidates: ids,
  });
}

function hint(name: string | undefined, names: readonly string[]): string {
  const meant = name === undefined ? undefined : nearest(name, names);
  if (meant !== undefined) return `; did you mean '${meant}'?`;
  if (names.length === 0) return "; there is none at all";
  const more = names.length > NAMED_AT_MOST ? `, and ${names.length - NAMED_AT_MOST} more` : "";
  return `; there are ${names
    .slice(0, NAMED_AT_MOST)
    .map((each) => `'${each}'`)
    .join(", ")}${more}`;
}

/** @throws HandlerError unless exactly one of the arguments is given */
function exactlyOne(lookup: string, args: Readonly<Record<string, unknown>>): void {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  if (given.length === 1) return;
  const names = Object.keys(args).map((name) => `\`${name}\``);
  throw new HandlerError({
    summary: `${lookup}: give it ${names.join(" or ")}${given.length > 1 ? ", not both" : ""}.`,
  });
}
