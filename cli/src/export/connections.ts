/** What an export reads of one connection: its details, its schema config, and what it trusts where that is asked for. */
import type { Context } from "@pulumi-fivetran/core";
import type { Certificate, Fingerprint } from "@pulumi-fivetran/sdk";
import type { Found, Inventory, Skipped } from "../convert/inventory";
import { joined, NOT_THERE, NOTHING, readObject, type Subject, survived, type Task } from "./task";

/** Fivetran's own connection, in every destination. */
const FIVETRANS_OWN = "fivetran_metadata";

export interface ConnectionSummary {
  readonly id: string;
  readonly service?: string;
  readonly schema?: string;
  readonly connectedBy?: string;
}

/** Why a connection is not for a program to manage. */
export function reasonToSkip({ service, schema, connectedBy }: ConnectionSummary): string | undefined {
  const isOwn = service === FIVETRANS_OWN || schema === FIVETRANS_OWN || connectedBy === "_fivetran_system";
  return isOwn ? "Fivetran's own connection, which comes and goes with the destination" : undefined;
}

export function connectionTask(subject: Subject, context: Context, approvals: boolean): Task {
  return {
    name: `Connector ${subject.id}`,
    calls: approvals ? 4 : 2,
    run: async () => {
      const connection = await readObject(subject, context, untested);
      if (connection.found.length === 0) return connection;
      const schedule = await readObject({ ...subject, kind: "ConnectorSchedule" }, context);
      const schema = await schemaOf(subject, context);
      const trust = approvals ? [await approvalsOf(subject, context)] : [];
      return joined([connection, schema, schedule, ...trust]);
    },
  };
}

/** A setup that is not done would be work left for the next run: its tests would run, and fail. */
export function untested(found: Found): Found {
  const { setupState } = found.outputs;
  if (setupState === "connected" || setupState === undefined) return found;
  return {
    ...found,
    inputs: { ...found.inputs, setupTests: "warn" },
    outputs: { ...found.outputs, setupTests: "warn" },
  };
}

async function schemaOf(subject: Subject, context: Context): Promise<Inventory> {
  const read = await readObject({ ...subject, kind: "SchemaConfig" }, context);
  if (read.found.length > 0) return read;
  const reason = "Fivetran has not looked at its source yet, so there is no schema config to declare";
  return {
    ...NOTHING,
    skipped: read.skipped.map((each) => (each.reason === NOT_THERE ? { ...each, reason } : each)),
  };
}

/** Certificates and fingerprints that a connection or a destination trusts. */
export async function approvalsOf(subject: Subject, { client }: Context): Promise<Inventory> {
  const isConnector = subject.kind === "Connector";
  const { certificates } = client;
  const [listCertificates, listFingerprints] = isConnector
    ? [
        certificates.listConnectionCertificates(subject.id),
        certificates.listConnectionFingerprints(subject.id),
      ]
    : [
        certificates.listDestinationCertificates(subject.id),
        certificates.listDestinationFingerprints(subject.id),
      ];
  return survived(subject, async () => {
    const trusted = await listCertificates.readable().toArray();
    const fingerprints = await listFingerprints.readable().toArray();
    return {
      ...NOTHING,
      skipped: trusted.map((each) => unprovable(subject, each)),
      found: fingerprints.flatMap((each) => fingerprint(subject, each)),
    };
  });
}

function unprovable({ kind, name }: Subject, { hash }: Certificate): Skipped {
  const reason =
    "the certificate itself, which a declaration needs, is not returned by Fivetran; it stays trusted. `trustedCertificates` of what uses it may name the hash";
  return { kind: `${kind}Certificate`, id: hash, name: `${name}: ${hash}`, reason };
}

function fingerprint(
  subject: Subject,
  { hash, publicKey, validatedBy, validatedDate }: Fingerprint,
): Found[] {
  if (publicKey === undefined) return [];
  const { kind, id, name, groupId } = subject;
  const inputs = { [kind === "Connector" ? "connectorId" : "destinationId"]: id, hash, publicKey };
  const facts = { validatedBy, validatedDate };
  return [
    {
      kind: `${kind}Fingerprint`,
      id: `${id}:${hash}`,
      name: `${name} ${hash.slice(0, 8)}`,
      ...(groupId === undefined ? {} : { groupId }),
      inputs,
      outputs: {
        ...inputs,
        ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
      },
      secrets: [],
    },
  ];
}

export function destinationTask(subject: Subject, context: Context, approvals: boolean): Task {
  return {
    name: `Destination ${subject.id}`,
    calls: approvals ? 3 : 1,
    run: async () => {
      const destination = await readObject(subject, context, untested);
      if (!approvals || destination.found.length === 0) return destination;
      return joined([destination, await approvalsOf(subject, context)]);
    },
  };
}
