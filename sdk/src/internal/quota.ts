import type { Plan, RateLimit, RateLimitClass } from "../options";
import type { ApiPath } from "./path";
import { templateOf } from "./path";

/**
 * The limits of an account as Fivetran publishes them. `paid` holds where nobody says otherwise: too high a number costs
 * a 429, which is waited for; too low a one would slow down everybody.
 */
export const PUBLISHED: Readonly<Record<RateLimitClass, Readonly<Record<Plan, RateLimit>>>> = {
  allCalls: { paid: { perHour: 20_000 }, trial: { perHour: 500 } },
  setupTests: { paid: { perMinute: 250, perHour: 2_500 }, trial: { perHour: 50 } },
  sourceInteractions: {
    paid: { perMinute: 500, perHour: 5_000 },
    trial: { perMinute: 25, perHour: 250 },
  },
  userCreation: { paid: { perHour: 500 }, trial: { perHour: 10 } },
  privateLinkCreation: { paid: { perHour: 5 }, trial: { perHour: 1 } },
};

/** What a class is called in a message. */
export const IN_WORDS: Readonly<Record<RateLimitClass, string>> = {
  allCalls: "all calls",
  setupTests: "setup tests",
  sourceInteractions: "interactions with sources",
  userCreation: "creations of users",
  privateLinkCreation: "creations of private links",
};

/** The classes that a request draws on, from the narrowest to the widest; the last is always `allCalls`. */
export type Quotas = readonly [RateLimitClass, ...RateLimitClass[]];

const ORDINARY: Quotas = ["allCalls"];
const SETUP_TEST: Quotas = ["setupTests", "sourceInteractions", "allCalls"];
const SOURCE_READ: Quotas = ["sourceInteractions", "allCalls"];

/** Operations that have a quota of their own and do not go to a source. */
const CREATIONS = new Map<string, Quotas>([
  ["POST /users", ["userCreation", "allCalls"]],
  ["POST /private-links", ["privateLinkCreation", "allCalls"]],
]);

/** What goes to a source is a setup test, unless it ends like this. */
const SOURCE_READ_PATH = /\/(reload|columns)$/;

/** The one place where the classes of operations are declared. An operation is `slow` when it goes to a source. */
export function quotasOf(operation: { method: string; path: ApiPath; slow?: boolean }): Quotas {
  const template = templateOf(operation.path);
  if (operation.slow) return SOURCE_READ_PATH.test(template) ? SOURCE_READ : SETUP_TEST;
  return CREATIONS.get(`${operation.method} ${template}`) ?? ORDINARY;
}
