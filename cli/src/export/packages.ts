/** Packages of the Connector SDK: their code is part of the export, because a declaration needs it. */
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Context } from "@pulumi-fivetran/core";
import { packSource } from "@pulumi-fivetran/core/connectorSdk";
import { readObject, type Subject, survived, type Task, without } from "./task";

export function packageTask(subject: Subject, context: Context, folder: string): Task {
  return {
    name: `ConnectorSdkPackage ${subject.id}`,
    calls: 2,
    run: () =>
      survived(subject, async () => {
        const source = `packages/${subject.id}.zip`;
        const file = join(folder, source);
        await mkdir(join(folder, "packages"), { recursive: true });
        await pipeline(
          await context.client.connectorSdkPackages.download(subject.id),
          createWriteStream(file),
        );
        const { sha256 } = packSource(file);
        const read = await readObject(subject, context, (found) => ({
          ...found,
          inputs: { ...found.inputs, source },
          outputs: { ...found.outputs, source },
        }));
        const hash = read.found[0]?.inputs["fileSha256Hash"];
        if (hash === undefined || hash === sha256) return read;
        return without(
          subject,
          "its code, as Fivetran hands it out, is not what its hash says; declare it with the code that you have",
        );
      }),
  };
}
