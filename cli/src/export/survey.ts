/** The first look at an account: what there is, by its lists, and the tasks that read it. */
import type { Context } from "@pulumi-fivetran/core";
import { problemOf } from "@pulumi-fivetran/core/errors";
import { handlerOf } from "@pulumi-fivetran/core/handlers";
import { isAuthenticationFailure } from "@pulumi-fivetran/sdk";
import type { Found, Inventory, Skipped } from "../convert/inventory";
import { connectionTask, destinationTask, reasonToSkip } from "./connections";
import { packageTask } from "./packages";
import { teamTask, userTask } from "./people";
import { choosesConnections, isWhole, type Selection, takesConnection, takesGroup } from "./selection";
import { joined, NOTHING, objectTask, type Subject, type Task, without } from "./task";

export interface SurveyOptions {
  readonly selection: Selection;
  /** Whether to look at what connections and destinations trust, which is two calls each. */
  readonly approvals: boolean;
  /** The folder of the export, for the code of packages. */
  readonly folder: string;
}

export interface Survey {
  readonly tasks: readonly Task[];
  /** What the lists alone have shown to be left out. */
  readonly known: Inventory;
}

/** Kinds of the account as a whole that one list shows and one call each reads. */
const PLAIN = ["ProxyAgent", "PrivateLink", "ExternalSecretsManager", "SystemKey", "ServiceAccount"] as const;

export async function survey(context: Context, options: SurveyOptions): Promise<Survey> {
  return new Surveyor(context, options).run();
}

/** What a declaration has to say, or is known by, beside what Fivetran returns. */
function completed(found: Found): Found {
  const { kind, inputs } = found;
  if (kind === "HybridDeploymentAgent") return withTerms(found);
  const { gitRemoteUrl } = inputs;
  // Its list knows it by the id of its group; a person knows the repository.
  return kind === "TransformationProject" && typeof gitRemoteUrl === "string"
    ? {
        ...found,
        name:
          gitRemoteUrl
            .replace(/\.git$/, "")
            .split(/[/:]/)
            .at(-1) ?? found.name,
      }
    : found;
}

/** Nobody has an agent without having accepted the terms, which a declaration has to say. */
function withTerms(found: Found): Found {
  const terms = { acceptTerms: true };
  return { ...found, inputs: { ...found.inputs, ...terms }, outputs: { ...found.outputs, ...terms } };
}

class Surveyor {
  readonly #context: Context;
  readonly #options: SurveyOptions;
  readonly #skipped: Skipped[] = [];
  /** What a person knows users, groups and connections by. */
  readonly #names = new Map<string, string>();
  /** Groups of the export, by id. */
  readonly #groups = new Map<string, string>();

  constructor(context: Context, options: SurveyOptions) {
    this.#context = context;
    this.#options = options;
  }

  async run(): Promise<Survey> {
    const listed = await this.#listed("Group");
    for (const { id, name } of listed) {
      this.#names.set(id, name);
      if (takesGroup(this.#options.selection, id, name)) this.#groups.set(id, name);
    }
    const connections = await this.#connections();
    const groups = listed
      .filter(({ id }) => this.#groups.has(id))
      .map((each) => objectTask(each, this.#context));
    const inGroups = [
      ...(await this.#destinations()),
      ...connections,
      ...(await this.#ofGroups("HybridDeploymentAgent")),
      ...(await this.#ofGroups("ExternalLogging")),
      ...(await this.#ofGroups("TransformationProject")),
      ...(await this.#ofGroups("Transformation")),
    ];
    const account = isWhole(this.#options.selection) ? await this.#account() : this.#leaveAccountOut();
    const known = joined([{ ...NOTHING, skipped: this.#skipped }]);
    return { tasks: [...groups, ...inGroups, ...account], known };
  }

  async #destinations(): Promise<Task[]> {
    const { approvals } = this.#options;
    return (await this.#listed("Destination"))
      .filter(({ id }) => this.#groups.has(id))
      .map(({ id }) =>
        destinationTask(
          { kind: "Destination", id, name: this.#groups.get(id) ?? id, groupId: id },
          this.#context,
          approvals,
        ),
      );
  }

  async #connections(): Promise<Task[]> {
    const { selection, approvals } = this.#options;
    const tasks: Task[] = [];
    const used = new Set<string>();
    for (const connection of await this.#context.client.connections.list().readable().toArray()) {
      const { id, schema = id, service = "", groupId = "" } = connection;
      const groupName = this.#names.get(groupId) ?? groupId;
      this.#names.set(id, `${groupName} ${schema}`);
      if (!takesConnection(selection, { id, groupId, groupName, service, schema })) continue;
      used.add(groupId);
      const subject: Subject = { kind: "Connector", id, name: schema, groupId };
      const reason = reasonToSkip(connection);
      if (reason === undefined) tasks.push(connectionTask(subject, this.#context, approvals));
      else this.#skipped.push(...without(subject, reason).skipped);
    }
    if (choosesConnections(selection))
      for (const id of this.#groups.keys()) if (!used.has(id)) this.#groups.delete(id);
    return tasks;
  }

  /** What belongs to a group, and says so only when it is read. */
  async #ofGroups(kind: string): Promise<Task[]> {
    const isPartial = !isWhole(this.#options.selection);
    return (await this.#listed(kind)).map((subject): Task => {
      const task = objectTask(subject, this.#context, (found) => {
        const { groupId } = found.inputs;
        const complete = completed(found);
        return typeof groupId === "string" ? { ...complete, groupId } : complete;
      });
      return {
        ...task,
        run: async () => {
          const read = await task.run();
          const { groupId } = read.found[0] ?? {};
          return isPartial && groupId !== undefined && !this.#groups.has(groupId) ? NOTHING : read;
        },
      };
    });
  }

  async #account(): Promise<Task[]> {
    const users = await this.#listed("User");
    for (const { id, name } of users) this.#names.set(id, name);
    const teams = await this.#listed("Team");
    const nameOf = (id: string): string => this.#names.get(id) ?? id;
    const plain: Task[] = [];
    for (const kind of PLAIN)
      plain.push(...(await this.#listed(kind)).map((subject) => objectTask(subject, this.#context)));
    await this.#roles();
    return [
      ...plain,
      ...(await this.#listed("ConnectorSdkPackage")).map((subject) =>
        packageTask(subject, this.#context, this.#options.folder),
      ),
      ...users.flatMap((user) => [objectTask(user, this.#context), userTask(user, this.#context, nameOf)]),
      ...teams.flatMap((team) => [objectTask(team, this.#context), teamTask(team, this.#context, nameOf)]),
      ...(await this.#listed("Webhook")).map((subject) => objectTask(subject, this.#context)),
      this.#accountLogging(),
    ];
  }

  /** There is one or none, and no list says which. */
  #accountLogging(): Task {
    const subject = { kind: "AccountExternalLogging", id: "account", name: "account" };
    const task = objectTask(subject, this.#context);
    return {
      ...task,
      run: async () => {
        const read = await task.run();
        return read.found.length > 0 ? read : NOTHING;
      },
    };
  }

  async #roles(): Promise<void> {
    const custom = await this.#tolerant("Role", async () =>
      (await this.#context.client.roles.list().readable().toArray()).filter(
        ({ isCustom }) => isCustom === true,
      ),
    );
    for (const { name } of custom)
      this.#skipped.push({
        kind: "Role",
        name,
        reason: "a role of your own: Fivetran's API cannot make one. Memberships name it",
      });
    this.#skipped.push({
      kind: "ApiKey",
      name: "API keys of users",
      reason: "Fivetran shows their secrets once, to whoever makes them: an ApiKey declares a new one",
    });
  }

  #leaveAccountOut(): Task[] {
    const kinds = [...PLAIN, "ConnectorSdkPackage", "User", "Team", "Webhook", "AccountExternalLogging"];
    this.#skipped.push({
      kind: kinds.join(", "),
      name: "all",
      reason:
        "they belong to no group, and the export is about a part of the account. Their ids stand in the program as they are",
    });
    return [];
  }

  /** All objects of a kind, as its list has them. */
  async #listed(kind: string): Promise<Subject[]> {
    return this.#tolerant(kind, async () => {
      const subjects: Subject[] = [];
      for await (const { id, name } of handlerOf(kind).list?.(this.#context) ?? [])
        subjects.push({ kind, id, name });
      return subjects;
    });
  }

  /** A list that the key may not read, or that the account does not have, is told of; the others are read all the same. */
  async #tolerant<T>(kind: string, read: () => Promise<T[]>): Promise<T[]> {
    try {
      return await read();
    } catch (error) {
      if (isAuthenticationFailure(error) || kind === "Group") throw error;
      this.#skipped.push({ kind, name: "all", reason: `could not be listed: ${problemOf(error).summary}` });
      return [];
    }
  }
}
