// npm run generate [-- --spec <file or URL>]: writes what is generated from Fivetran's OpenAPI document. Without --spec, FIVETRAN_SPEC
// says where it is, else it is looked for beside the checkout.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadSource } from "./generate/document.ts";
import { FOLDER, generate } from "./generate/output.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const BESIDE = fileURLToPath(new URL("../../shared/openapi/fivetran-openapi.json", import.meta.url));

const { values } = parseArgs({ options: { spec: { type: "string" } } });
const files = generate(await loadSource(values.spec ?? process.env["FIVETRAN_SPEC"] ?? BESIDE));
const folder = join(ROOT, FOLDER);
await mkdir(folder, { recursive: true });
for (const old of await readdir(folder)) if (!Object.hasOwn(files, old)) await rm(join(folder, old));
for (const [name, text] of Object.entries(files)) {
  await writeFile(join(folder, name), text);
  console.log(`${FOLDER}/${name}: ${(text.length / 1024).toFixed(0)} KB`);
}
