import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A reader of a generated JSON file that opens it when it is first asked, and then keeps it: starting a server reads none of them.
 * Each takes 1 to 5 ms.
 */
export function lazyGenerated<T>(name: string): () => T {
  let content: T | undefined;
  return () => {
    // `npm run generate` writes the file, and a test holds it to the type: nobody else's data passes here.
    content ??= JSON.parse(readFileSync(join(__dirname, "..", "generated", name), "utf8")) as T;
    return content;
  };
}
