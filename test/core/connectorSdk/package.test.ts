import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { packSource } from "../../../core/src/connectorSdk/package";

const CODE = 'from fivetran_connector_sdk import Connector\nprint("hello")\n';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pulumi-fivetran-package-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

async function write(files: Readonly<Record<string, string>>, into = folder): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(into, path)), { recursive: true });
    await writeFile(join(into, path), text);
  }
}

const names = (): string[] => Object.keys(unzipSync(packSource(folder).bytes));

describe("a folder", () => {
  it("makes the same bytes whenever, wherever and in whatever order its files were written", async () => {
    const files = { "connector.py": CODE, "requirements.txt": "polars\n", "b/ä.py": "1\n", "b/z.py": "2\n" };
    await write(files);
    const first = packSource(folder).sha256;
    const other = await mkdtemp(join(tmpdir(), "pulumi-fivetran-package-"));
    await write(Object.fromEntries(Object.entries(files).reverse()), other);
    await utimes(join(other, "connector.py"), 1, 1);
    vi.stubEnv("TZ", "Asia/Tokyo");
    expect(packSource(other).sha256).toBe(first);
    await rm(other, { recursive: true });
    // A hash of ours from elsewhere: another one here would be a change on one machine only.
    expect(first).toBe("458fe37c5e073acef4540d424284eb2bda094f2f1e906b5c5c2bd346c8da44ee");
  });

  it("is packed with its code, and an empty form where it has none", async () => {
    await write({ "connector.py": CODE, "sub/table.py": "x" });
    const files = unzipSync(packSource(folder).bytes);
    expect(Object.keys(files)).toEqual(["connector.py", "sub/table.py", "configuration_form.pb"]);
    expect(strFromU8(files["connector.py"] ?? new Uint8Array())).toBe(CODE);
    expect(files["configuration_form.pb"]).toHaveLength(0);
  });

  it("leaves out what Fivetran's tool leaves out, and what .gitignore files name, nested ones too", async () => {
    await write({
      "connector.py": CODE,
      ".gitignore": "*.log\n/build/\nconfiguration.json\n",
      "run.log": "",
      "build/x.py": "",
      "sub/build/kept.py": "",
      "configuration.json": '{"token":"hunter2"}',
      "sub/.gitignore": "local.py\n",
      "sub/local.py": "",
      "local.py": "",
      "__pycache__/a.pyc": "",
      "lib/dropped.py": "",
      "files/state.json": "",
      ".git/config": "",
      ".hidden": "",
      "venv/pyvenv.cfg": "",
      "venv/a.py": "",
      "options.toml": "",
      "configuration.example.json": '{"token":""}',
    });
    expect(names().sort()).toEqual([
      ".gitignore",
      "configuration_form.pb",
      "connector.py",
      "local.py",
      "sub/.gitignore",
      "sub/build/kept.py",
    ]);
  });

  it("is refused with files that may hold secrets, all of them by name", async () => {
    await write({ "connector.py": CODE, ".env": "A=1", "sub/key.pem": "", "configuration.json": "{}" });
    expect(() => packSource(folder)).toThrow(
      /'\.env', 'configuration\.json', 'sub\/key\.pem'|holds? secrets/,
    );
    for (const name of [".env", "sub/key.pem", "configuration.json"]) {
      expect(() => packSource(folder)).toThrow(`'${name}'`);
    }
  });

  it("must have a connector.py, and be there", async () => {
    await write({ "main.py": CODE });
    expect(() => packSource(folder)).toThrow("has no 'connector.py'");
    expect(() => packSource(join(folder, "nowhere"))).toThrow("there is no folder and no file");
  });
});

it("a ZIP file is taken as it is", async () => {
  await writeFile(join(folder, "code.zip"), "bytes");
  expect(Buffer.from(packSource(join(folder, "code.zip")).bytes).toString()).toBe("bytes");
});
