import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasJournal, Journal } from "../../../cli/src/export/journal";

const NOTHING = { found: [], skipped: [], notes: [] };

describe("the journal of an export", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fivetranctl-journal-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("knows after a kill what was read, but for half a line", () => {
    Journal.begin(folder, "all").add("Group a", NOTHING);
    appendFileSync(join(folder, ".fivetran-export", "read.ndjson"), '{"task":"Group b","res');
    const resumed = Journal.resume(folder, "all");
    expect(resumed?.count).toBe(1);
    expect(resumed?.resultOf("Group a")).toEqual(NOTHING);
    expect(resumed?.resultOf("Group b")).toBeUndefined();
  });

  it("does not go on with an export of something else", () => {
    Journal.begin(folder, "all").add("Group a", NOTHING);
    expect(Journal.resume(folder, "a part")).toBeUndefined();
    expect(hasJournal(folder)).toBe(true);
  });

  it("leaves nothing at the end", () => {
    Journal.begin(folder, "all").end();
    expect(existsSync(join(folder, ".fivetran-export"))).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });
});
