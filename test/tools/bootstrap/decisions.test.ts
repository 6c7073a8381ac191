import { describe, expect, it } from "vitest";
import {
  chooseNode,
  exitCodeOf,
  readArguments,
  reasonToInstall,
} from "../../../tools/bootstrap/decisions.mjs";

describe("reasonToInstall", () => {
  const current = { lockedAt: 1000, installedAt: 2000, lockDigest: "a", installedDigest: undefined };

  it("finds none when node_modules is newer than the lockfile", () => {
    expect(reasonToInstall(current)).toBeUndefined();
  });

  it("installs when there is no node_modules, or an older one", () => {
    expect(reasonToInstall({ ...current, installedAt: undefined })).toBe("node_modules is missing");
    expect(reasonToInstall({ ...current, lockedAt: 3000 })).toBe(
      "node_modules is older than package-lock.json",
    );
    expect(reasonToInstall({ ...current, lockedAt: 3000, installedDigest: "b" })).toBeDefined();
  });

  it("does not install again what a branch switch only touched", () => {
    expect(reasonToInstall({ ...current, lockedAt: 3000, installedDigest: "a" })).toBeUndefined();
  });
});

describe("chooseNode", () => {
  const system = (version: string): { path: string; version: string } => ({ path: "/usr/bin/node", version });
  const missing = { path: "/modules/node", version: undefined };

  it("takes the one that the repository brings", () => {
    expect(chooseNode({ path: "/modules/node", version: "v24.21.0" }, system("v20.0.0"))).toEqual({
      path: "/modules/node",
    });
  });

  it.each(["v22.18.0", "v23.1.0", "v24.0.0"])("falls back to the system's %s, and says so", (version) => {
    const { path, warning } = chooseNode(missing, system(version));
    expect(path).toBe("/usr/bin/node");
    expect(warning).toContain(`going on with Node.js ${version}`);
  });

  it.each(["v20.19.0", "v22.17.1"])("refuses the system's %s, and says what to do", (version) => {
    expect(() => chooseNode(missing, system(version))).toThrow("npm rebuild node");
  });
});

describe("readArguments", () => {
  it("leaves the script's arguments as they are", () => {
    expect(readArguments(["a.ts", "--no-build", "-x"])).toEqual({
      build: true,
      script: "a.ts",
      scriptArgs: ["--no-build", "-x"],
    });
    expect(readArguments(["--no-build", "a.ts"])).toEqual({ build: false, script: "a.ts", scriptArgs: [] });
  });

  it("wants a script", () => {
    expect(() => readArguments(["--no-build"])).toThrow("usage:");
  });
});

describe("exitCodeOf", () => {
  it("is the script's own, or that of its signal as shells give it", () => {
    expect(exitCodeOf(3, null)).toBe(3);
    expect(exitCodeOf(null, "SIGINT")).toBe(130);
    expect(exitCodeOf(null, "SIGKILL")).toBe(137);
  });
});
