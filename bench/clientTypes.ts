/** What the services' types cost a program that uses the client: the same program, with them and without. */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { median } from "./measure.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("..", import.meta.url));

const PROGRAM = `import * as pulumi from "@pulumi/pulumi";
import { FivetranClient } from "@pulumi-fivetran/sdk";
const settings = new pulumi.Config("fivetran");
const client = new FivetranClient({ apiKey: settings.require("apiKey"), apiSecret: settings.require("apiSecret") });
export async function main(): Promise<pulumi.Output<string>> {
  const { id: groupId } = await client.groups.create({ name: pulumi.getStack() });
  await client.destinations.create({ groupId, service: "snowflake", timeZoneOffset: "0", config: { host: "h", port: 443 } });
  const { id } = await client.connections.create({ groupId, service: "postgres", config: { schema_prefix: "s", host: "h" } });
  return pulumi.output(id);
}
`;

/** In place of the generated files: every service has `config: Record<string, unknown>`. */
const UNTYPED = (name: string): string =>
  `export interface ${name} { [service: string]: Record<string, unknown>; }\n`;
const UNTYPED_FILES: Readonly<Record<string, string>> = {
  "connectionTypes.d.ts":
    UNTYPED("ConnectionConfigs") + UNTYPED("ConnectionAuths") + UNTYPED("ConnectionReadOnlyConfigs"),
  "destinationTypes.d.ts": UNTYPED("DestinationConfigs"),
  "logTypes.d.ts": UNTYPED("LogConfigs"),
  "privateLinkTypes.d.ts": UNTYPED("PrivateLinkConfigs"),
};

const OPTIONS = {
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  target: "es2022",
  module: "node16",
  moduleResolution: "node16",
  types: ["node"],
};

/** What Pulumi checks a program with that has no compiler of its own: the oldest that the client supports. */
const OLDEST = join(ROOT, "node_modules", "@pulumi", "pulumi", "vendor", "typescript@3.8.3", "typescript.js");

/** A configuration that it can read. */
const OLDEST_OPTIONS = { ...OPTIONS, target: "es2020", module: "commonjs", moduleResolution: "node" };

interface CompilerFigures {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly memoryMB: number;
}

export interface ClientTypesFigures {
  readonly untyped: CompilerFigures;
  readonly typed: CompilerFigures;

  /** The same two programs, checked as `pulumi up` does it. */
  readonly untypedOldest: CompilerFigures;
  readonly typedOldest: CompilerFigures;
}

/** Compiles the programs in turn; the medians of `runs`. */
export async function measureClientTypes(runs: number): Promise<ClientTypesFigures> {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-fivetran-bench-"));
  try {
    const typed = await projectIn(join(folder, "typed"), {});
    const untyped = await projectIn(join(folder, "untyped"), UNTYPED_FILES);
    const measured: Record<keyof ClientTypesFigures, CompilerFigures[]> = {
      untyped: [],
      typed: [],
      untypedOldest: [],
      typedOldest: [],
    };
    for (let round = 0; round < runs; round += 1) {
      measured.untyped.push(await compile(untyped));
      measured.typed.push(await compile(typed));
      measured.untypedOldest.push(await checkWithOldest(untyped));
      measured.typedOldest.push(await checkWithOldest(typed));
    }
    return {
      untyped: medianOf(measured.untyped),
      typed: medianOf(measured.typed),
      untypedOldest: medianOf(measured.untypedOldest),
      typedOldest: medianOf(measured.typedOldest),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A blank project with the client as it is packed, some declarations replaced. */
async function projectIn(folder: string, replaced: Readonly<Record<string, string>>): Promise<string> {
  const modules = join(folder, "node_modules");
  const sdk = join(modules, "@pulumi-fivetran", "sdk");
  await mkdir(join(modules, "@types"), { recursive: true });
  await symlink(join(ROOT, "node_modules", "@pulumi"), join(modules, "@pulumi"));
  await symlink(join(ROOT, "node_modules", "@types", "node"), join(modules, "@types", "node"));
  await cp(join(ROOT, "sdk", "package.json"), join(sdk, "package.json"), { recursive: true });
  await cp(join(ROOT, "sdk", "dist"), join(sdk, "dist"), { recursive: true });
  const generated = join(sdk, "dist", "generated");
  const declarations = (await readdir(generated)).filter((file) => file.endsWith(".d.ts"));
  if (
    Object.keys(replaced).length > 0 &&
    declarations.sort().join() !== Object.keys(replaced).sort().join()
  ) {
    throw new Error(`the generated declarations are ${declarations.join()}: change UNTYPED_FILES`);
  }
  for (const [file, text] of Object.entries(replaced)) await writeFile(join(generated, file), text);
  await writeFile(join(folder, "index.ts"), PROGRAM);
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: OPTIONS, files: ["index.ts"] }),
  );
  await writeFile(
    join(folder, "tsconfig.oldest.json"),
    JSON.stringify({ compilerOptions: OLDEST_OPTIONS, files: ["index.ts"] }),
  );
  return folder;
}

/**
 * The memory is what is in use at the end: the compiler collects its garbage before it counts, if it can. The CPU time of
 * its process tells more than the time that passes on a machine that has other work.
 */
async function compile(project: string): Promise<CompilerFigures> {
  const compiler = join(ROOT, "node_modules", "typescript", "lib", "tsc.js");
  const script = `
    process.on("exit", () => {
      const { user, system } = process.cpuUsage();
      console.log("CPU time: " + (user + system) / 1e6 + "s");
    });
    require(${JSON.stringify(compiler)});`;
  const args = ["--expose-gc", "-e", script, compiler, "-p", project, "--diagnostics"];
  return figuresIn((await run(process.execPath, args)).stdout);
}

/**
 * As ts-node checks a program for `pulumi up`: only what is wrong in the program itself counts. Pulumi brings the compiler without its
 * command.
 */
async function checkWithOldest(project: string): Promise<CompilerFigures> {
  const script = `
    const ts = require(${JSON.stringify(OLDEST)});
    const started = performance.now();
    const { config } = ts.readConfigFile("tsconfig.oldest.json", ts.sys.readFile);
    const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
    const program = ts.createProgram(fileNames, options);
    const file = program.getSourceFile(fileNames[0]);
    const errors = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    if (errors.length > 0) throw new Error(ts.flattenDiagnosticMessageText(errors[0].messageText, " "));
    console.log("Total time: " + (performance.now() - started) / 1000 + "s");
    const { user, system } = process.cpuUsage();
    console.log("CPU time: " + (user + system) / 1e6 + "s");
    gc();
    console.log("Memory used: " + Math.round(process.memoryUsage().heapUsed / 1024) + "K");`;
  return figuresIn((await run(process.execPath, ["--expose-gc", "-e", script], { cwd: project })).stdout);
}

function figuresIn(stdout: string): CompilerFigures {
  return {
    seconds: numberIn(stdout, /Total time:\s+([\d.]+)s/),
    cpuSeconds: numberIn(stdout, /CPU time: ([\d.]+)s/),
    memoryMB: numberIn(stdout, /Memory used:\s+(\d+)K/) / 1024,
  };
}

function numberIn(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`the compiler does not print ${pattern.source}:\n${text}`);
  return Number(found);
}

function medianOf(figures: readonly CompilerFigures[]): CompilerFigures {
  return {
    seconds: median(figures.map(({ seconds }) => seconds)),
    cpuSeconds: median(figures.map(({ cpuSeconds }) => cpuSeconds)),
    memoryMB: median(figures.map(({ memoryMB }) => memoryMB)),
  };
}
