/**
 * Returns, by the name of a schema, what loads it from a module of schemas. The module is loaded with the first answer that is read, since
 * it loads zod, which takes longer than all else of the client together.
 *
 * @example
 * const answers = schemasIn(() => import("./groups.answers.js"));
 * answers("group"); // () => Promise of the schema
 */
export function schemasIn<Schemas>(
  load: () => Promise<Schemas>,
): <Name extends keyof Schemas>(name: Name) => () => Promise<Schemas[Name]> {
  return (name) => async () => (await load())[name];
}
