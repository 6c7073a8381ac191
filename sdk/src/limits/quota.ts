import type { Cost } from "../http/operation";
import type { Plan, RateLimit, RateLimitClass } from "../options";

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

const QUOTAS: Readonly<Record<Cost, Quotas>> = {
  call: ["allCalls"],
  sourceRead: ["sourceInteractions", "allCalls"],
  setupTest: ["setupTests", "sourceInteractions", "allCalls"],
  userCreation: ["userCreation", "allCalls"],
  privateLinkCreation: ["privateLinkCreation", "allCalls"],
};

/** Returns the quotas that an operation of this cost draws on. */
export function quotasOf(cost: Cost = "call"): Quotas {
  return QUOTAS[cost];
}

/** Whether the answer waits for a source or a connection test, which takes minutes. */
export function isSlow(cost: Cost = "call"): boolean {
  return cost === "sourceRead" || cost === "setupTest";
}
