import {
  type ConnectionSchemaConfig,
  type FivetranError,
  isAuthenticationFailure,
  isFivetranError,
  isNotFound,
  type SchemaConfigPrecreation,
  type SchemaConfigUpdate,
} from "@pulumi-fivetran/sdk";
import { HandlerError, problemOf } from "../../../errors/problem";
import type { CallContext } from "../../../run/callContext";
import { setupStateOf } from "../../connector/index";
import { oncePossible } from "./busy";
import type { Lookup, Table } from "./upstream";

/** Fivetran asks the source for each, and allows 500 such calls a minute. */
const LOOKUPS_AT_ONCE = 8;

/** Fivetran cannot look at the source, because the connection's setup is not done. */
export class NotConnectedError extends HandlerError {
  override readonly name = "NotConnectedError";
  /** `incomplete` or `broken`. */
  readonly setupState: string;

  constructor(connectionId: string, setupState: string, refusal: FivetranError) {
    super(
      {
        summary: `Connection '${connectionId}' is not connected (its setup is '${setupState}'), so Fivetran cannot read its schema: ${refusal.summary}`,
        subject: `SchemaConfig '${connectionId}'`,
        advice: [{ kind: "finishSetup" }],
      },
      refusal,
    );
    this.setupState = setupState;
  }
}

/** The calls about one connection's schema config within one operation and its deadline. */
export class SchemaCalls {
  readonly connectionId: string;
  readonly #call: CallContext;
  #isFirstLook = false;

  constructor(connectionId: string, call: CallContext) {
    this.connectionId = connectionId;
    this.#call = call;
  }

  /** Whether Fivetran had not looked at the source before this operation, so that nobody has chosen anything yet. */
  get isFirstLook(): boolean {
    return this.#isFirstLook;
  }

  /** Undefined where Fivetran has not looked at the source yet. */
  async retrieve(): Promise<ConnectionSchemaConfig | undefined> {
    const { connectionSchemas } = this.#call.context.client;
    try {
      return await connectionSchemas.retrieve(this.connectionId, this.#call.options);
    } catch (error) {
      this.#isFirstLook = isNotFound(error) && error.code === "NotFound_SchemaConfig";
      if (this.#isFirstLook) return undefined;
      throw await this.#explained(error);
    }
  }

  /** A reload where Fivetran may not have looked at the source before. */
  firstLook(): Promise<ConnectionSchemaConfig> {
    this.#isFirstLook = true;
    return this.reload();
  }

  /** Lets Fivetran look at the source; everything that is chosen stays chosen. */
  async reload(): Promise<ConnectionSchemaConfig> {
    const { connectionSchemas } = this.#call.context.client;
    try {
      return await this.#oncePossible(() =>
        connectionSchemas.reload(this.connectionId, { excludeMode: "PRESERVE" }, this.#call.options),
      );
    } catch (error) {
      throw await this.#explained(error);
    }
  }

  async precreate(body: SchemaConfigPrecreation): Promise<void> {
    await this.#call.context.client.connectionSchemas.precreate(this.connectionId, body, this.#call.options);
  }

  async update(body: SchemaConfigUpdate): Promise<ConnectionSchemaConfig> {
    const { connectionSchemas } = this.#call.context.client;
    return this.#oncePossible(() => connectionSchemas.update(this.connectionId, body, this.#call.options));
  }

  #oncePossible<T>(change: () => Promise<T>): Promise<T> {
    return oncePossible(change, this.connectionId, this.#call);
  }

  /** Reads all columns of the tables, a few tables at once. A table that Fivetran cannot read gives the reason. */
  async lookUp(tables: readonly Table[]): Promise<(readonly [Table, Lookup])[]> {
    const found: (readonly [Table, Lookup])[] = [];
    const waiting = [...tables].reverse();
    const worker = async (): Promise<void> => {
      for (let table = waiting.pop(); table !== undefined; table = waiting.pop()) {
        found.push([table, await this.#columnsOf(table)]);
      }
    };
    try {
      await Promise.all(Array.from({ length: Math.min(LOOKUPS_AT_ONCE, tables.length) }, worker));
    } finally {
      waiting.length = 0; // After a failure the other workers stop too.
    }
    return found;
  }

  async #columnsOf([schema, table]: Table): Promise<Lookup> {
    const { connectionSchemas } = this.#call.context.client;
    try {
      return await connectionSchemas.retrieveColumns(this.connectionId, schema, table, this.#call.options);
    } catch (error) {
      if (!wasAnswered(error)) throw error;
      return { columns: undefined, failure: problemOf(error) };
    }
  }

  /** The error, or what is behind it where Fivetran refused because the connection does not work. */
  async #explained(error: unknown): Promise<unknown> {
    if (!wasAnswered(error)) return error;
    const setupState = await this.#setupState();
    if (setupState === undefined || setupState === "connected") return error;
    return new NotConnectedError(this.connectionId, setupState, error);
  }

  /** Asked only after a failure, and then anew: the state may have changed since it was read before. */
  async #setupState(): Promise<string | undefined> {
    const { connections } = this.#call.context;
    connections.forget(this.connectionId);
    try {
      const connection = await connections.retrieve(this.connectionId, this.#call.options);
      return setupStateOf(connection);
    } catch (error) {
      if (isFivetranError(error)) return undefined; // The first failure is the one to report.
      throw error;
    }
  }
}

/** True for a refusal by Fivetran itself; without an answer, or with wrong credentials, nothing is known of the connection. */
function wasAnswered(error: unknown): error is FivetranError {
  return isFivetranError(error) && error.status !== undefined && !isAuthenticationFailure(error);
}
