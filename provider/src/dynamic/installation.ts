/**
 * Whether Pulumi's host of dynamic resources will find this package. It looks for it from the program's folder, not from the file that
 * declares a resource, so that a package which only another one depends on is found by the program and not by the host.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { messageOf } from "@pulumi-fivetran/core/values";

const PACKAGE = "pulumi-fivetran";
const OWN_VERSION = versionIn(join(__dirname, "..", ".."));

/** Where the host starts too; the program may go elsewhere later. */
const startedIn = process.cwd();

/** As the host loads the text of a provider (@pulumi/pulumi 3.220 to 3.270, cmd/dynamic-provider). */
type RequireFromString = (code: string) => unknown;

/** What the host finds, or why it finds nothing. */
export type Found = { readonly runtime: string } | { readonly failure: string } | "unknown";

let wasChecked = false;

/**
 * Once for each run by Pulumi's command. Tests with mocks and inline programs of the Automation API are left alone: there is no host,
 * or it starts somewhere else.
 *
 * @throws RunError that says what to add where
 */
export function assertHostFindsPackage(subject: string): void {
  if (wasChecked || process.env["PULUMI_NODEJS_MONITOR"] === undefined) return;
  const found = findAsHost(startedIn);
  if (found !== "unknown" && "failure" in found) throw new pulumi.RunError(`${subject}: ${adviceOf()}`);
  wasChecked = true;
  // Its failure ends the run, as that of any promise that nobody awaits does under Pulumi's command.
  void assertLoaderIsThere();
  if (found === "unknown") return;
  const [own, other] = [OWN_VERSION, versionIn(join(dirname(found.runtime), ".."))];
  if (own === other) return;
  void pulumi.log.warn(
    `these resources are declared by ${PACKAGE} ${own}, but made by the ${PACKAGE} ${other} that ${startedIn} depends on. ` +
      "Let the program and the packages that it uses depend on one version.",
  );
}

/** Does what the host does, with its own means, in this process. `unknown` where that version of the host has others. */
export function findAsHost(folder: string): Found {
  const requireFromString = loaderOfHost();
  if (requireFromString === undefined || process.cwd() !== folder) return "unknown";
  try {
    return { runtime: String(requireFromString(`module.exports = require.resolve("${PACKAGE}/runtime")`)) };
  } catch (error) {
    return { failure: messageOf(error) };
  }
}

/**
 * The code of a resource is loaded by `import()`, which Yarn's Plug'n'Play serves by a hook of its own. The host has the hooks that this
 * process has.
 *
 * @throws RunError
 */
async function assertLoaderIsThere(): Promise<void> {
  if (!isPlugAndPlay()) return;
  try {
    await import("@pulumi-fivetran/sdk/services");
  } catch (error) {
    const [reason] = messageOf(error).split("\n");
    throw new pulumi.RunError(
      `${PACKAGE} cannot load what makes resources: Node.js has Yarn's .pnp.cjs, but not its .pnp.loader.mjs. ` +
        "Run Pulumi by Yarn, which brings both: `yarn exec pulumi up`. " +
        `Where there is no such file, set \`pnpEnableEsmLoader: true\` in .yarnrc.yml, and install. (${reason})`,
    );
  }
}

function isPlugAndPlay(): boolean {
  return process.versions["pnp"] !== undefined;
}

function loaderOfHost(): RequireFromString | undefined {
  try {
    const host = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    return createRequire(host)("require-from-string") as RequireFromString;
  } catch {
    return undefined;
  }
}

function adviceOf(): string {
  const where = isPlugAndPlay()
    ? "of the package.json at the root of the Yarn project (with Plug'n'Play the host sees no others)"
    : `in ${join(startedIn, "package.json")}`;
  return (
    `Pulumi's host of dynamic resources does not find '${PACKAGE}' from ${startedIn}; only a package that the program uses depends on it. ` +
    `Add "${PACKAGE}": "${OWN_VERSION}" to the dependencies ${where}, and install.`
  );
}

function versionIn(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  return manifest.version;
}
