import { z } from "zod";

/** Minutes between two syncs. */
const SYNC_FREQUENCIES = new Set([1, 5, 15, 30, 60, 120, 180, 360, 480, 720, 1440]);

export function isSyncFrequency(minutes: number): boolean {
  return SYNC_FREQUENCIES.has(minutes);
}

export const syncFrequency = z.number().refine(isSyncFrequency);
