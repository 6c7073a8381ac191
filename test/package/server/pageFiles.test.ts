import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const SOURCES = `${ROOT}server/src/page/browser`;

/** What npm would publish. npm 10 answers a list of packages, npm 11 an object by package name. */
async function publishedFiles(): Promise<string[]> {
  const args = ["pack", "--dry-run", "--json", "--loglevel=error", "-w", "server"];
  const { stdout } = await promisify(execFile)("npm", args, { cwd: ROOT, maxBuffer: 32 * 1024 * 1024 });
  const packed = Object.values(JSON.parse(stdout) as Record<string, { files: { path: string }[] }>);
  return packed.flatMap(({ files }) => files.map(({ path }) => path));
}

it("the published package holds the page: its scripts built, its markup and styles as they are", async () => {
  const published = new Set(await publishedFiles());
  const names = await readdir(SOURCES);
  const scripts = names.filter((name) => name.endsWith(".ts"));
  const others = names.filter((name) => /\.(?:html|css|svg)$/.test(name));
  const needed = [
    ...scripts.map((name) => `dist/page/browser/${name.replace(/\.ts$/, ".js")}`),
    ...others.map((name) => `src/page/browser/${name}`),
  ];
  expect(scripts.length).toBeGreaterThan(20);
  expect(others.length).toBeGreaterThan(5);
  expect(needed.filter((path) => !published.has(path))).toEqual([]);
  expect([...published].filter((path) => path.endsWith(".tsbuildinfo"))).toEqual([]);
});

it("the page's markup names every style there is", async () => {
  const html = await readFile(`${SOURCES}/index.html`, "utf8");
  const styles = (await readdir(SOURCES)).filter((name) => name.endsWith(".css"));
  expect(styles.filter((name) => !html.includes(`/_local/page/${name}`))).toEqual([]);
});
