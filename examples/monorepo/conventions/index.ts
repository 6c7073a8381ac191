export type { Domain, ProvidedTo } from "./domains";
export { type Freshness, Source, type SourceArgs } from "./source";
