import { describe, expect, it } from "vitest";
import { packageOf, readRequirements } from "../../../cli/src/runner/requirements";
import { Folder } from "../support/connectorFolder";

const CODE = { "connector.py": "import json\n" };

describe("readRequirements", () => {
  it.each([
    "fivetran-connector-sdk",
    "fivetran_connector_sdk==3.1.0",
    "Fivetran.Connector-SDK >= 2",
    "fivetran-connector-sdk[extra]~=2.0 ; python_version > '3'",
    "fivetran-connector-sdk @ https://example.com/x.whl",
    "fivetran-connector-kit==0.1.0",
  ])("takes out what the runner offers: %s", (line) => {
    using folder = new Folder({ ...CODE, "requirements.txt": `${line}\nhttpx==0.28.0  # a client\n` });
    expect(readRequirements(folder.path)).toEqual({ lines: ["httpx==0.28.0"], offered: [line] });
  });

  it("follows other files, joins lines, and keeps limits and options", () => {
    using folder = new Folder({
      ...CODE,
      "requirements.txt":
        "-r more/base.txt\na \\\n ==1\n--extra-index-url https://example.com\n-c limits.txt\n\n# only a comment\n",
      "more/base.txt": "b==2\nfivetran-connector-sdk\n",
    });
    expect(readRequirements(folder.path)).toEqual({
      lines: ["b==2", "a   ==1", "--extra-index-url https://example.com", `-c ${folder.path}/limits.txt`],
      offered: ["fivetran-connector-sdk"],
    });
  });

  it("says so when a file includes itself", () => {
    using folder = new Folder({ ...CODE, "requirements.txt": "-r requirements.txt\n" });
    expect(() => readRequirements(folder.path)).toThrow("includes itself");
  });

  it("reads the dependencies of pyproject.toml where there is no requirements.txt", () => {
    using folder = new Folder({
      ...CODE,
      "pyproject.toml":
        '[build-system]\nrequires = ["x"]\n[project]\nname = "c"\ndependencies = [\n  "a[b]>=1", # why\n  \'fivetran-connector-sdk\',\n]\n[tool.x]\ndependencies = ["no"]\n',
    });
    expect(readRequirements(folder.path)).toEqual({
      lines: ["a[b]>=1"],
      offered: ["fivetran-connector-sdk"],
    });
  });

  it("adds requests, which Fivetran has installed, where the code imports it", () => {
    using folder = new Folder({
      "connector.py": "import json\n",
      "more/own.py": "from requests import get\n",
    });
    expect(readRequirements(folder.path).lines).toEqual(["requests"]);
    folder.write("requirements.txt", "requests==2.34.2\n");
    expect(readRequirements(folder.path).lines).toEqual(["requests==2.34.2"]);
  });

  it("needs nothing where nothing is said", () => {
    using folder = new Folder(CODE);
    expect(readRequirements(folder.path)).toEqual({ lines: [], offered: [] });
    folder.write("pyproject.toml", "[project]\nname = 'c'\n");
    expect(readRequirements(folder.path)).toEqual({ lines: [], offered: [] });
  });

  it("knows no name in an option or an address", () => {
    expect(packageOf("-e ./own")).toBe("");
    expect(packageOf("git+https://example.com/x")).toBe("");
  });
});
