/** Found on each {@link UnreadableElement}, whichever copy of the package made it. */
const MARKER: unique symbol = Symbol.for("@pulumi-fivetran/sdk/unreadable");

/** Why a part of an answer could not be read. */
export interface UnreadableField {
  /** Where it is, in the API's own names, such as `status.sync_state`; empty for the whole. */
  readonly place: string;

  /** The same step by step, such as `["status", "sync_state"]`. */
  readonly path: readonly (string | number)[];

  /** What is wrong with it. Holds no value. */
  readonly problem: string;
}

/** Stands in a list in place of an element that cannot be read. */
export class UnreadableElement {
  /** What is wrong, and where in the element. */
  readonly unreadable: UnreadableField;

  // Hidden from what prints or serializes the element: it may hold anything.
  readonly #value: unknown;

  constructor(unreadable: UnreadableField, value: unknown) {
    this.unreadable = unreadable;
    this.#value = value;
  }

  /** The element as Fivetran sent it. */
  get unreadableValue(): unknown {
    return this.#value;
  }

  /** For {@link isUnreadable}. */
  get [MARKER](): true {
    return true;
  }
}

/**
 * An element of a list that is not what the list should hold: it has no id, or is no object at all. It has none of the
 * fields of `T`, so that a program need not ask before it reads one: a string elsewhere is undefined here.
 */
export type Unreadable<T> = { readonly [Name in keyof T]?: undefined } & UnreadableElement;

/** What a list hands out. */
export type Listed<T> = T | Unreadable<T>;

/**
 * Whether an element of a list could not be read, and is handed out as Fivetran sent it.
 *
 * @example
 * for await (const group of client.groups.list()) if (isUnreadable(group)) console.warn(group.unreadable.problem);
 */
export function isUnreadable(element: unknown): element is UnreadableElement {
  return typeof element === "object" && element !== null && MARKER in element;
}

/** Of objects that were read, which of their fields could not be. */
const notes = new WeakMap<object, readonly UnreadableField[]>();

/** For what reads answers. */
export function noteUnreadable(object: object, fields: readonly UnreadableField[]): void {
  notes.set(object, fields);
}

/**
 * The fields of an answer that could not be read, such as a text where a number should be. They are absent from the object.
 * Known of the object that a method or a list returned, not of a copy.
 */
export function unreadableFields(object: object): readonly UnreadableField[] {
  return notes.get(object) ?? [];
}
