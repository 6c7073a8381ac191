/** Names for what had none: of resources, of constants, of files and of the secrets to fill in. All are the same in each run. */

/** What a constant of a program must not be called: words of the language, and what each file imports. */
const TAKEN = new Set(
  (
    "abstract any arguments as async await boolean break case catch class config const constructor continue debugger declare default delete " +
    "do else enum eval export extends false finally fivetran for from function get groups if implements import in infrastructure instanceof " +
    "interface is keyof let module namespace never new null number object of options package people private protected public pulumi require " +
    "return set static string super switch symbol this throw true try type typeof undefined unique unknown using var void while with yield"
  ).split(" "),
);

/** `Order items (EU)` becomes `order-items-eu`. Letters of other alphabets stay; what has none becomes `unnamed`. */
export function slugOf(text: string): string {
  const words = text
    .normalize("NFKC")
    .replace(/^https?:\/\//i, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  return words.length === 0 ? "unnamed" : words.join("-").slice(0, 80).replace(/-$/, "");
}

/** `order-items` becomes `orderItems`, and `7shifts` becomes `_7shifts`. */
export function identifierOf(text: string): string {
  const [first = "", ...others] = slugOf(text).split("-");
  const name = first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^\p{ID_Start}/u.test(name) ? name : `_${name}`;
}

/** Names that are each given once. */
export class Names {
  readonly #taken: Set<string>;

  private constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  static ofConstants(): Names {
    return new Names(TAKEN);
  }

  static ofAnything(): Names {
    return new Names([]);
  }

  /** The name, or the name with the first number from 2 on that makes it another. */
  take(wanted: string, separator = ""): string {
    let name = wanted;
    // What differs in case alone is one file on some systems, and hard to tell apart in any.
    for (let count = 2; this.#taken.has(name.toLowerCase()) || this.#taken.has(name); count += 1)
      name = `${wanted}${separator}${count}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}
