import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LocalWorkspace, type OutputMap } from "@pulumi/pulumi/automation/index.js";
import { createSyncExecutor } from "@pulumi-fivetran/engine";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";

const PROJECT = join(import.meta.dirname, "..");
/** All that the test leaves. */
const FOLDER = join(PROJECT, ".test");

/** The warehouse that stands in for Snowflake, as `stand-ins.yaml` says. */
export const WAREHOUSE = join(FOLDER, "warehouse.duckdb");

/** Starts a local Fivetran that really moves data, on an empty warehouse. */
export async function startFivetran(): Promise<LocalServer> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(join(FOLDER, "state"), { recursive: true });
  return await startServer({
    engine: createSyncExecutor({
      standIns: join(PROJECT, "stand-ins.yaml"),
      folder: join(FOLDER, "engine"),
    }),
  });
}

/** Runs the program as it is, with `pulumi up`, against the local Fivetran. */
export async function deploy({ url, apiKey, apiSecret }: LocalServer): Promise<OutputMap> {
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "test", workDir: PROJECT },
    {
      envVars: {
        FIVETRAN_API_URL: url,
        FIVETRAN_API_KEY: apiKey,
        FIVETRAN_API_SECRET: apiSecret,
        PULUMI_BACKEND_URL: pathToFileURL(join(FOLDER, "state")).href,
        PULUMI_CONFIG_PASSPHRASE: "only for the test",
      },
    },
  );
  await stack.setAllConfig({
    warehousePassword: { value: "not-a-real-password", secret: true },
    shopPassword: { value: "not-a-real-password", secret: true },
  });
  return (await stack.up()).outputs;
}
