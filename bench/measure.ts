import { execFile } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { promisify } from "node:util";

const run = promisify(execFile);
const SAMPLE_MS = 250;

/** The machine that figures were taken on, in words. */
export function machine(): string {
  const [first] = cpus();
  return `${cpus().length} x ${first?.model ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node.js ${process.version}`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Samples the resident memory of a process and everything below it; the answer is the highest sum seen, in MB. */
export function watchMemory(pid: number): { stop: () => number } {
  let peakKb = 0;
  const sample = async (): Promise<void> => {
    const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,rss="]);
    peakKb = Math.max(peakKb, treeSum(stdout, pid));
  };
  const timer = setInterval(() => {
    sample().catch(() => undefined);
  }, SAMPLE_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.round(peakKb / 1024);
    },
  };
}

function treeSum(listing: string, root: number): number {
  const children = new Map<number, number[]>();
  const memory = new Map<number, number>();
  for (const line of listing.trim().split("\n")) {
    const [pid = 0, parent = 0, kilobytes = 0] = line.trim().split(/\s+/).map(Number);
    memory.set(pid, kilobytes);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const tree = [root];
  for (const member of tree) tree.push(...(children.get(member) ?? []));
  return tree.reduce((sum, pid) => sum + (memory.get(pid) ?? 0), 0);
}

/** Prints rows under their column names, aligned. */
function table(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? "")))];
  const widths = names.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [line(names), rule, ...cells.slice(1).map(line)].join("\n");
}

/** Prints rows as a table, with a line above. */
export function show(rows: Parameters<typeof table>[0]): void {
  console.log(`\n${table(rows)}`);
}
