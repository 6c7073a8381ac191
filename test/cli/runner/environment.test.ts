import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { environmentOf } from "../../../cli/src/runner/environment";
import { describeWithPython, Folder } from "../support/connectorFolder";

describeWithPython("environmentOf", (python) => {
  let folder: Folder;
  let cache: string;
  let wheels: string;
  beforeEach(() => {
    folder = new Folder({ "connector.py": "import json\n" });
    cache = join(folder.path, "cache");
    wheels = join(folder.path, "wheels");
    mkdirSync(wheels);
    // No registry: only the wheels that a test makes.
    vi.stubEnv("PIP_NO_INDEX", "1");
    vi.stubEnv("PIP_FIND_LINKS", wheels);
    vi.stubEnv("PIP_CONFIG_FILE", "/dev/null");
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    folder[Symbol.dispose]();
  });

  /** A wheel with one module; a wheel is a ZIP file with metadata. */
  const makeWheel = (name: string, version: string, requires: readonly string[] = []): void => {
    const module = name.replaceAll("-", "_");
    const program = `
import sys, zipfile
path, module, version, metadata = sys.argv[1:]
info = f"{module}-{version}.dist-info"
with zipfile.ZipFile(path, "w") as wheel:
    wheel.writestr(f"{module}.py", "VERSION = '" + version + "'")
    wheel.writestr(f"{info}/METADATA", metadata)
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(f"{info}/RECORD", "")
`;
    const metadata = [
      "Metadata-Version: 2.1",
      `Name: ${name}`,
      `Version: ${version}`,
      ...requires.map((each) => `Requires-Dist: ${each}`),
    ];
    const path = join(wheels, `${module}-${version}-py3-none-any.whl`);
    execFileSync(python, ["-c", program, path, module, version, `${metadata.join("\n")}\n`]);
  };
  const versionIn = (interpreter: string, module: string): string =>
    execFileSync(interpreter, ["-c", `import ${module}; print(${module}.VERSION)`], {
      encoding: "utf8",
    }).trim();

  it("is made once for the same requirements, and again for others", async () => {
    makeWheel("one", "1.0");
    makeWheel("one", "2.0");
    folder.write("requirements.txt", "one==1.0\nfivetran-connector-sdk==3.1.0\n");
    const said: string[] = [];
    const first = await environmentOf(folder.path, { cache, python, say: (line) => said.push(line) });
    expect(versionIn(first, "one")).toBe("1.0");
    expect(await environmentOf(folder.path, { cache, python })).toBe(first);
    folder.write("requirements.txt", "one==2.0\n");
    const second = await environmentOf(folder.path, { cache, python });
    expect(versionIn(second, "one")).toBe("2.0");
    expect(versionIn(first, "one")).toBe("1.0");
    expect(said[0]).toBe(
      "'fivetran-connector-sdk==3.1.0' is not installed: the runner offers its names itself.",
    );
    expect(readdirSync(cache)).toHaveLength(2);
  });

  it.each(["fivetran-connector-sdk", "fivetran_connector_sdk_core"])(
    "stops before anything is installed where a package brings %s, and names the way",
    async (vendor) => {
      makeWheel("helper", "1.5", ["middle"]);
      makeWheel("middle", "2.0", [`${vendor}>=0.1`]);
      makeWheel(vendor.replaceAll("_", "-"), "3.1.0");
      folder.write("requirements.txt", "helper\n");
      const failure = environmentOf(folder.path, { cache, python });
      await expect(failure).rejects.toThrow(
        /Nothing was installed: .*middle 2\.0 depends on fivetran.connector.sdk/,
      );
      await expect(failure).rejects.toThrow("whose licence forbids its use here");
      expect(readdirSync(cache)).toEqual([]);
    },
  );

  it("builds nothing unless it is allowed, and says how", async () => {
    writeFileSync(join(wheels, "source-1.0.tar.gz"), "no archive, and never opened");
    folder.write("requirements.txt", "source\n");
    await expect(environmentOf(folder.path, { cache, python })).rejects.toThrow("--allow-builds");
  });

  it("takes no leave to build from the requirements themselves", async () => {
    writeFileSync(join(wheels, "source-1.0.tar.gz"), "no archive, and never opened");
    folder.write("requirements.txt", "--no-binary :all:\nsource\n");
    const failure = environmentOf(folder.path, { cache, python });
    await expect(failure).rejects.toThrow(/'--no-binary :all:' in the requirements.*--allow-builds/);
    expect(existsSync(cache) ? readdirSync(cache) : []).toEqual([]);
  });

  it("says which Python it has not found", async () => {
    await expect(environmentOf(folder.path, { cache, python: "3.99" })).rejects.toThrow(
      "There is no Python 3.99",
    );
    await expect(environmentOf(folder.path, { cache, python: "no-such-python" })).rejects.toThrow("--python");
  });
});
