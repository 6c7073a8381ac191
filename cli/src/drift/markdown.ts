/** Drift as a comment of a pull request. */
import { cell } from "../convert/report";
import type { Drift } from "./findDrift";

/** Longer comments are refused by forges; the rest is counted. */
const ROWS = 200;

export function markdown(drift: readonly Drift[], resources: number): string {
  if (drift.length === 0)
    return `### Fivetran: no drift\n\n${resources} resources are as the stack has them.`;
  const rows = drift.slice(0, ROWS).map(({ kind, name, what, path, declared, live }) => {
    const [before, now] = [shown(declared), what === "changed" ? shown(live) : what];
    return `| ${kind} | ${cell(name)} | ${path === null ? "" : `\`${cell(path).replaceAll("`", "'")}\``} | ${before} | ${now} |`;
  });
  const more = drift.length > ROWS ? `\n\n…and ${drift.length - ROWS} more.` : "";
  return `### Fivetran: ${drift.length} ${drift.length === 1 ? "difference" : "differences"}

| kind | name | setting | the stack has | Fivetran has |
|---|---|---|---|---|
${rows.join("\n")}${more}

The next \`pulumi up\` with \`--refresh\` brings Fivetran back to the program. To keep what Fivetran has, change the program.`;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  return cell(typeof value === "string" ? value : JSON.stringify(value));
}
