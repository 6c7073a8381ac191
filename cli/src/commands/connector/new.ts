/** `fivetranctl connector new <folder>` */
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { nameFor } from "../../runner/names";
import type { Terminal } from "../../terminal";
import { UserError } from "../../userError";

export interface NewOptions {
  readonly kind: "ids" | "windows";
}

/** The word in the templates' files that becomes the connector's name. */
const PLACEHOLDER = "my_connector";

/** @throws UserError for a folder that holds something already */
export function makeConnector(folder: string, { kind }: NewOptions, terminal: Terminal): void {
  const path = resolve(folder);
  if (existsSync(path) && (!statSync(path).isDirectory() || readdirSync(path).length > 0))
    throw new UserError(`${folder} is there already, and not empty; nothing was written.`);
  const name = nameFor(basename(path), "fivetran");
  if (!/^[a-z_][a-z0-9_]*$/.test(name))
    throw new UserError(
      `'${basename(path)}' cannot be a connector's name: use letters, digits and underscores.`,
    );
  cpSync(join(__dirname, "..", "..", "..", "template", kind), path, { recursive: true });
  // npm packs no file of this name.
  renameSync(join(path, "gitignore"), join(path, ".gitignore"));
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(PLACEHOLDER, name));
  }
  terminal.say(
    `${folder} is made. Copy configuration.example.json to configuration.json, fill it in, and: fivetranctl connector run ${folder}`,
  );
}
