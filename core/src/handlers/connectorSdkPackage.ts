import type { ConnectorSdkPackage } from "@pulumi-fivetran/sdk";
import { type PackedSource, packSource } from "../connectorSdk/package";
import type { Handler, Properties } from "../contract";
import { HandlerError, problemIn } from "../errors/problem";
import { fields } from "../fields/connectorSdkPackage";
import type { InputsOf } from "../fields/field";
import type { ObjectOutputs } from "../object/definition";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { messageOf } from "../values/message";
import { knownText } from "../values/unknown";

export type ConnectorSdkPackageInputs = InputsOf<typeof fields>;

const connectorSdkPackages = objectsOf({
  of: (client) => client.connectorSdkPackages,
  list: (client, options) => client.connectorSdkPackages.list(options),
  nameOf: () => undefined,
  thing: "connectorSdkPackage",
});

const base = objectHandler<ConnectorSdkPackageInputs, ConnectorSdkPackage>({
  kind: "ConnectorSdkPackage",
  fields,
  nameOf: ({ source }) => knownText(source),
  keyOf: ({ fileSha256Hash }) => `the hash '${fileSha256Hash}'`,
  upstreamOf: ({ fileSha256Hash }) => ({ fileSha256Hash: fileSha256Hash?.toLowerCase() }),
  api: {
    ...connectorSdkPackages.api,
    createdAt: ({ createdAt }) => createdAt,
    create: (inputs, options, { client }) => client.connectorSdkPackages.create(asPlanned(inputs), options),
    update: (id, _patch, news, { client, options }) =>
      client.connectorSdkPackages.update(id, asPlanned(news), options),
    candidates: ({ fileSha256Hash }, calling) =>
      connectorSdkPackages.matching(
        calling,
        { required: ["fileSha256Hash"] },
        (each) => each.fileSha256Hash.toLowerCase() === fileSha256Hash,
      ),
  },
});

/** The code is replaced in place: the id, and the connector that uses it, stay. */
export const connectorSdkPackageHandler: Handler<
  ConnectorSdkPackageInputs,
  ObjectOutputs<ConnectorSdkPackageInputs>
> = {
  ...base,
  /** Where the program could not make the hash, because its source cannot be packed, why is told here, with everything else. */
  check(request) {
    const checked = base.check(request);
    const reason = problemOf(request.news);
    if (reason === undefined) return checked;
    const others = checked.failures.filter(({ path }) => path[0] !== "fileSha256Hash");
    return { ...checked, failures: [{ path: ["source"], reason }, ...others] };
  },
};

export { connectorSdkPackageHandler as handler };

function problemOf({ source, fileSha256Hash }: Properties): string | undefined {
  const path = knownText(source);
  if (path === undefined || path === "" || (fileSha256Hash !== undefined && fileSha256Hash !== null))
    return undefined;
  try {
    packSource(path);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** @throws HandlerError when the source cannot be packed, or has changed since the program looked at it */
function asPlanned({ source, fileSha256Hash }: ConnectorSdkPackageInputs): Uint8Array<ArrayBuffer> {
  const subject = `ConnectorSdkPackage '${source}'`;
  const { bytes, sha256 } = packOrThrow(source, subject);
  if (sha256 === fileSha256Hash) return bytes;
  throw new HandlerError({
    summary: `${subject}: it has changed since the program looked at it (it was ${fileSha256Hash}, it is ${sha256}). Nothing was sent.`,
    subject,
    path: ["source"],
    advice: [{ kind: "runAgain" }],
  });
}

function packOrThrow(source: string, subject: string): PackedSource {
  try {
    return packSource(source);
  } catch (error) {
    throw new HandlerError({ ...problemIn(`${subject}: source`, error), subject, path: ["source"] });
  }
}
