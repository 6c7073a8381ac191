/**
 * Which resource of the program a call is about. Pulumi's host of dynamic providers is told and does not pass it on (seen in
 * @pulumi/pulumi 3.220 to 3.270), so it is noted where the host takes the properties out of the engine's request.
 */

/** The URN of a request, by the properties that the host hands to the provider. */
const urns = new WeakMap<object, string>();

/** What the host reads of a request. */
interface Request {
  getUrn(): string;
}

type Getter = (this: Request) => { toJavaScript(): object } | null | undefined;

/** The requests, with the getters whose properties the host hands on. */
const REQUESTS: Readonly<Record<string, readonly string[]>> = {
  CheckRequest: ["getNews"],
  DiffRequest: ["getNews"],
  CreateRequest: ["getProperties"],
  UpdateRequest: ["getNews"],
  DeleteRequest: ["getProperties"],
};

let isNoting = false;

/** Begins to note them, once a process. Where the host is another than is known, nothing is noted, and `urnOf` knows no URN. */
export function noteUrns(): void {
  if (isNoting) return;
  isNoting = true;
  const messages = Object.entries(require.cache).filter(([path]) =>
    /[\\/]@pulumi[\\/]pulumi[\\/]proto[\\/]provider_pb\.js$/.test(path),
  );
  for (const [, module] of messages) {
    for (const [name, getters] of Object.entries(REQUESTS)) note(module?.exports, name, getters);
  }
}

/** The URN of the request that these properties came with; undefined where it was not noted. */
export function urnOf(properties: object): string | undefined {
  return urns.get(properties);
}

function note(messages: unknown, name: string, getters: readonly string[]): void {
  const message = (messages as Readonly<Record<string, { prototype?: Record<string, Getter> }>>)[name];
  const prototype = message?.prototype;
  if (prototype === undefined) return;
  for (const getter of getters) {
    const get = prototype[getter];
    if (typeof get !== "function") continue;
    prototype[getter] = function (this: Request) {
      const struct = get.call(this);
      const urn = this.getUrn();
      if (struct === undefined || struct === null) return struct;
      const toJavaScript = struct.toJavaScript.bind(struct);
      struct.toJavaScript = () => {
        const properties = toJavaScript();
        urns.set(properties, urn);
        return properties;
      };
      return struct;
    };
  }
}
