// npm run docs [-- --check]: writes what of docs/ is generated from the provider's source, and the client's methods into the client's
// page. With --check it writes nothing, and fails when what is committed differs.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { handlerOf } from "pulumi-fivetran/runtime";
import { assistantsPages } from "./docs/assistants.ts";
import { readClient } from "./docs/clientSource.ts";
import { CLIENT_PAGE, operationNamesOf, withClientTables } from "./docs/clientTables.ts";
import { COMMANDS, commandPages } from "./docs/commandPages.ts";
import { OPERATION_FACTS, operationFacts } from "./docs/operationFacts.ts";
import { guidesIn, pagesOf, RESOURCES } from "./docs/pages.ts";
import { SERVICES, servicesPages } from "./docs/servicesPages.ts";
import { readProvider } from "./docs/source.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
/** Folders in which nothing but generated pages lies. */
const OWN = [RESOURCES, SERVICES, COMMANDS];
for (const folder of [...OWN, dirname(OPERATION_FACTS)]) await mkdir(join(ROOT, folder), { recursive: true });
const provider = readProvider();
const guides = await guidesIn(join(ROOT, "docs"));
const pages = await pagesOf(provider, guides, handlerOf);
Object.assign(pages, servicesPages(), commandPages(), assistantsPages(provider, guides));
const areas = readClient();
const operationName = operationNamesOf(new FivetranClient({ apiKey: "none", apiSecret: "none" }));
pages[CLIENT_PAGE] = withClientTables(await readFile(join(ROOT, CLIENT_PAGE), "utf8"), areas, operationName);
pages[OPERATION_FACTS] = operationFacts(areas, operationName);
const committedPages = await Promise.all(
  OWN.map(async (folder) => (await readdir(join(ROOT, folder))).map((name) => `${folder}/${name}`)),
);
const stale = committedPages.flat().filter((path) => !Object.hasOwn(pages, path));
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
