// npm run generate [-- --spec <file or URL>]: writes what is generated from Fivetran's OpenAPI document, and then the docs, which are
// generated from the source. Without --spec, FIVETRAN_SPEC says where the document is, else it is looked for beside the checkout.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startProcess } from "./engine/process.ts";
import { loadSource } from "./generate/document.ts";
import { FOLDERS, generate } from "./generate/output.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const BESIDE = fileURLToPath(new URL("../../shared/openapi/fivetran-openapi.json", import.meta.url));

const { values } = parseArgs({ options: { spec: { type: "string" } } });
const files = generate(await loadSource(values.spec ?? process.env["FIVETRAN_SPEC"] ?? BESIDE));
for (const folder of Object.values(FOLDERS)) {
  await mkdir(join(ROOT, folder), { recursive: true });
  for (const old of await readdir(join(ROOT, folder)))
    if (!Object.hasOwn(files, `${folder}/${old}`)) await rm(join(ROOT, folder, old));
}
for (const [path, text] of Object.entries(files)) {
  await writeFile(join(ROOT, path), text);
  console.log(`${path}: ${(text.length / 1024).toFixed(0)} KB`);
}

const { exitCode, stdout, stderr } = await startProcess("npm", ["run", "--silent", "docs"], {
  cwd: ROOT,
  env: process.env,
}).done;
console.log(`${stdout}${stderr}`.trim());
process.exitCode = exitCode === 0 ? 0 : 1;
