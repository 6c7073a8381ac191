import { z } from "zod";
import { changeSettings } from "../domain/changeSettings";
import { given } from "../domain/given";
import { spanMs, syncRuleModel } from "../domain/inputModels";
import { addSyncRule } from "../domain/syncs/rules";
import { seedArea } from "./seedArea";

const fields = {
  syncRules: z.array(syncRuleModel).default([]),
  /** Whether connections sync by themselves, on their schedules; true when not given. */
  schedules: z.boolean().optional(),
  /** How long after a connection has become able to sync its schedule begins; a minute when not given. */
  firstSyncDelayMs: spanMs.optional(),
};

/** When connections sync, and how that ends. Planted before them, so that they are planned by it. */
export const lifeCycles = seedArea({
  fields,
  plant: (account, { schedules, firstSyncDelayMs, syncRules }) => {
    changeSettings(account, given({ schedules, firstSyncDelayMs }));
    for (const rule of syncRules) addSyncRule(account, rule);
  },
});
