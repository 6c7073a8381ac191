import { core } from "./core";
import { infrastructure } from "./infrastructure";
import { lifeCycles } from "./lifeCycles";
import { people } from "./people";
import type { SeedArea } from "./seedArea";
import { transformations } from "./transformations";
import { webhooks } from "./webhooks";

/** The keys of an account's seed: one line an area. */
export const areaFields = {
  ...core.fields,
  ...lifeCycles.fields,
  ...people.fields,
  ...infrastructure.fields,
  ...transformations.fields,
  ...webhooks.fields,
};

/** In the order in which they are planted: one line an area. */
export const areas: readonly SeedArea[] = [
  lifeCycles,
  core,
  people,
  infrastructure,
  transformations,
  webhooks,
];
