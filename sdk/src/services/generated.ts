import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A kind of thing that Fivetran has services of. A log is a target of external logging. */
export type ServiceFamily = "connection" | "destination" | "log" | "privateLink";

/** A generated file: of each family, what is known of each service. */
export type ByService<T> = Readonly<Record<ServiceFamily, Readonly<Record<string, T>>>>;

/**
 * A reader of a generated JSON file that opens it when it is first asked, and then keeps it: loading this package reads
 * none of them. The two files take 1 to 5 ms each.
 */
export function lazyGenerated<T>(name: string): () => ByService<T> {
  let content: ByService<T> | undefined;
  return () => {
    // The generator writes the file, and a test holds it to the type: nobody else's data passes here.
    content ??= JSON.parse(readFileSync(join(__dirname, "..", "generated", name), "utf8")) as ByService<T>;
    return content;
  };
}

/** The entry of a service, or undefined for one that this version does not know. */
export function entryOf<T>(file: ByService<T>, family: ServiceFamily, service: string): T | undefined {
  return Object.hasOwn(file[family], service) ? file[family][service] : undefined;
}
