import { describe, expect, it } from "vitest";
import { claimProcess } from "../../core/src/onlyCopy";

const first = { folder: "/app/node_modules/@pulumi-fivetran/core", version: "1.2.0" };
const second = { folder: "/app/node_modules/platform/node_modules/@pulumi-fivetran/core", version: "1.1.0" };

describe("a copy of core", () => {
  it("may be loaded as often as anybody likes", () => {
    const process = {};
    claimProcess(first, process);
    expect(() => claimProcess({ ...first }, process)).not.toThrow();
  });

  it("refuses to be the second, with both paths and versions and what mends it; the first goes on", () => {
    const process = {};
    claimProcess(first, process);
    expect(() => claimProcess(second, process)).toThrow(
      new RegExp(
        `version 1\\.2\\.0 from ${first.folder}, and version 1\\.1\\.0 from ${second.folder}\\..*same version.*\`npm ls @pulumi-fivetran/core\``,
      ),
    );
    expect(() => claimProcess(first, process)).not.toThrow();
  });
});
