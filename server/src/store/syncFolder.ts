import { closeSync, fsyncSync, openSync } from "node:fs";

/** Makes a rename durable. Not every platform can open a folder; those have no need to. */
export function syncFolder(folder: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(folder, "r");
  } catch {
    return;
  }
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
