import { core } from "./core";
import { lifeCycles } from "./lifeCycles";
import type { SeedArea } from "./seedArea";

/** The keys of an account's seed: one line an area. */
export const areaFields = {
  ...core.fields,
  ...lifeCycles.fields,
};

/** In the order in which they are planted: one line an area. */
export const areas: readonly SeedArea[] = [lifeCycles, core];
