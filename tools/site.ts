// npm run site [-- --serve]: the documentation as a site, in site/dist. With --serve it is shown on loopback, and follows no changes.
// A dead link fails the build.
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { navigationOf } from "./site/navigation.ts";
import { addressOf, imagesOf, pageOf } from "./site/pages.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../", import.meta.url));
const SITE = join(ROOT, "site");
const PAGES = join(SITE, ".pages");

const { values } = parseArgs({ options: { serve: { type: "boolean", default: false } } });
await install();
await writePages();
await vitepress("build");
if (values.serve) await vitepress("preview", "--host", "127.0.0.1");

/** The site's own packages: nobody who installs this repository needs them. */
async function install(): Promise<void> {
  if (await isNewer(join(SITE, "node_modules/.package-lock.json"), join(SITE, "package-lock.json"))) return;
  console.log("site: installing VitePress ...");
  await run("npm", ["ci", "--no-audit", "--no-fund", "--no-workspaces"], { cwd: SITE });
}

async function isNewer(made: string, from: string): Promise<boolean> {
  const [a, b] = await Promise.all([made, from].map((path) => stat(path).catch(() => undefined)));
  return a !== undefined && b !== undefined && a.mtimeMs >= b.mtimeMs;
}

async function writePages(): Promise<void> {
  const { stdout } = await run("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
    cwd: ROOT,
  });
  const files = stdout.split("\n").filter((file) => existsSync(join(ROOT, file)));
  await rm(PAGES, { recursive: true, force: true });
  for (const file of files) {
    const address = addressOf(file);
    if (address === undefined) continue;
    const text = await readFile(join(ROOT, file), "utf8");
    await write(
      address,
      pageOf(file, text, (path) => existsSync(join(ROOT, path))),
    );
    for (const image of imagesOf(file, text)) {
      await mkdir(dirname(join(PAGES, image)), { recursive: true });
      await copyFile(join(ROOT, image), join(PAGES, image));
    }
  }
  const index = await readFile(join(PAGES, "reference.md"), "utf8");
  await write("navigation.json", JSON.stringify(navigationOf(index)));
}

async function write(address: string, text: string): Promise<void> {
  await mkdir(dirname(join(PAGES, address)), { recursive: true });
  await writeFile(join(PAGES, address), text);
}

function vitepress(...args: readonly string[]): Promise<void> {
  const child = spawn(
    process.execPath,
    [join(SITE, "node_modules/vitepress/bin/vitepress.js"), ...args, SITE],
    {
      stdio: "inherit",
    },
  );
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`vitepress ${args[0] ?? ""} ended with ${code ?? "a signal"}`)),
    );
  });
}
