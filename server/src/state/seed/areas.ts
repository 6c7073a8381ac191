import { core } from "./core";
import type { SeedArea } from "./seedArea";

/** The keys of an account's seed: one line an area. */
export const areaFields = {
  ...core.fields,
};

/** In the order in which they are planted: one line an area. */
export const areas: readonly SeedArea[] = [core];
