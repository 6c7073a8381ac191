import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { helpText, readCommandLine } from "../../server/src/commandOptions";
import { areaFields } from "../../server/src/seed/areas";
import { startServer } from "../../server/src/server";

const read = (path: string): string => readFileSync(new URL(`../../server/${path}`, import.meta.url), "utf8");

describe("the server's documents", () => {
  const seeds = [...read("docs/seed.md").matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(
    ([, text = ""]) => text,
  );

  it.each(seeds)("show a seed that can be planted:\n%s", async (text) => {
    const folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
    const file = join(folder, "seed.yaml");
    writeFileSync(file, text);
    const server = await startServer({ seed: file });
    expect(server.accounts.length).toBe(/^ {2}- id:/gm.exec(text) && text.startsWith("accounts:") ? 2 : 1);
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  it("show two seeds, and name every part of one", () => {
    expect(seeds).toHaveLength(2);
    const text = read("docs/seed.md");
    expect(Object.keys(areaFields).filter((part) => !text.includes(`\`${part}\``))).toEqual([]);
  });

  it("name every option of the command", () => {
    const options = [...helpText().matchAll(/^ {2}--([\w-]+)/gm)].map(([, name]) => name);
    expect(options.length).toBeGreaterThan(10);
    const text = read("README.md");
    expect(options.filter((name) => !new RegExp(`\`--${name}[\` ]`).test(text))).toEqual([]);
    expect(() => readCommandLine(["--no-such"], {})).toThrow("--no-such");
  });

  it("name every control call", () => {
    const source = read("src/control/routes.ts") + read("src/control/accountRoutes.ts");
    const paths = [...source.matchAll(/"(\/_local\/[^"]+)"/g)].map(([, path = ""]) => path);
    expect(paths.length).toBeGreaterThan(25);
    const text = read("docs/control.md");
    const shown = (path: string): string =>
      path.replace(/\/\{id\}$/, "").replace(/^.*(\/(?:pause|resume))$/, "…$1");
    expect(paths.map(shown).filter((path) => !text.includes(path))).toEqual([]);
  });
});
