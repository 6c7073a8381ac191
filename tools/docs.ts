// npm run docs [-- --check]: writes what of docs/ is generated from the provider's source, and the client's methods into the client's
// page. With --check it writes nothing, and fails when what is committed differs.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { handlerOf } from "pulumi-fivetran/runtime";
import { readClient } from "./docs/clientSource.ts";
import { CLIENT_PAGE, operationNamesOf, withClientTables } from "./docs/clientTables.ts";
import { guideOf } from "./docs/indexPage.ts";
import { OPERATION_FACTS, operationFacts } from "./docs/operationFacts.ts";
import { isGuide, pagesOf, RESOURCES } from "./docs/pages.ts";
import { readProvider } from "./docs/source.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
for (const folder of [RESOURCES, dirname(OPERATION_FACTS)])
  await mkdir(join(ROOT, folder), { recursive: true });
const guides = (await readdir(join(ROOT, "docs"))).filter(isGuide);
const pages = await pagesOf(
  readProvider(),
  await Promise.all(
    guides.sort().map(async (file) => guideOf(file, await readFile(join(ROOT, "docs", file), "utf8"))),
  ),
  handlerOf,
);
const areas = readClient();
const operationName = operationNamesOf(new FivetranClient({ apiKey: "none", apiSecret: "none" }));
pages[CLIENT_PAGE] = withClientTables(await readFile(join(ROOT, CLIENT_PAGE), "utf8"), areas, operationName);
pages[OPERATION_FACTS] = operationFacts(areas, operationName);
const stale = (await readdir(join(ROOT, RESOURCES)))
  .map((name) => `${RESOURCES}/${name}`)
  .filter((path) => !Object.hasOwn(pages, path));
const changed: string[] = [];
for (const [path, text] of Object.entries(pages)) {
  const committed = await readFile(join(ROOT, path), "utf8").catch(() => undefined);
  if (committed !== text) changed.push(path);
}
if (values.check) {
  for (const path of [...changed, ...stale])
    console.error(`${path} is not what the source says: npm run docs`);
  if (changed.length + stale.length > 0) process.exitCode = 1;
} else {
  for (const path of stale) await rm(join(ROOT, path));
  for (const path of changed) await writeFile(join(ROOT, path), pages[path] ?? "");
  console.log(
    `docs: ${Object.keys(pages).length} pages, ${changed.length} of them changed, ${stale.length} removed`,
  );
}
