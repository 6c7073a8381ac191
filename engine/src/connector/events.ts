import type { SchemaRecord, SyncRecord } from "./connectorFolder";

/** What is told of a connector's syncs. */
export interface ConnectorEventMap {
  syncStart: { readonly connector: string; readonly sync: number; readonly startedAt: Date };
  syncComplete: { readonly connector: string; readonly record: SyncRecord };
  syncError: { readonly connector: string; readonly record: SyncRecord; readonly error: Error };
  schemaChange: { readonly connector: string; readonly change: SchemaRecord };
  progress: {
    readonly connector: string;
    readonly table: string;
    readonly rows: number;
    readonly bytes: number;
  };
}

type Listener<Event> = (event: Event) => void;

/** Listeners by event. An error that a listener throws reaches nobody: a sync does not depend on who watches it. */
export class ConnectorEvents {
  readonly #listeners: { [Name in keyof ConnectorEventMap]: Set<Listener<ConnectorEventMap[Name]>> } = {
    syncStart: new Set(),
    syncComplete: new Set(),
    syncError: new Set(),
    schemaChange: new Set(),
    progress: new Set(),
  };
  readonly #parent: ConnectorEvents | undefined;

  constructor(parent?: ConnectorEvents) {
    this.#parent = parent;
  }

  /** @returns a function that ends it */
  on<Name extends keyof ConnectorEventMap>(
    name: Name,
    listener: Listener<ConnectorEventMap[Name]>,
  ): () => void {
    this.#listeners[name].add(listener);
    return () => {
      this.#listeners[name].delete(listener);
    };
  }

  emit<Name extends keyof ConnectorEventMap>(name: Name, event: ConnectorEventMap[Name]): void {
    for (const listener of this.#listeners[name]) {
      try {
        listener(event);
      } catch {
        // See above.
      }
    }
    this.#parent?.emit(name, event);
  }
}

/** What is listened to: one connector, or all of an engine. Each method returns a function that ends the listening. */
export abstract class ConnectorEventSource {
  protected readonly events: ConnectorEvents;

  protected constructor(events: ConnectorEvents) {
    this.events = events;
  }

  onSyncStart(listener: Listener<ConnectorEventMap["syncStart"]>): () => void {
    return this.events.on("syncStart", listener);
  }

  onSyncComplete(listener: Listener<ConnectorEventMap["syncComplete"]>): () => void {
    return this.events.on("syncComplete", listener);
  }

  /** After the last try of a sync. */
  onSyncError(listener: Listener<ConnectorEventMap["syncError"]>): () => void {
    return this.events.on("syncError", listener);
  }

  onSchemaChange(listener: Listener<ConnectorEventMap["schemaChange"]>): () => void {
    return this.events.on("schemaChange", listener);
  }

  /** After each commit. */
  onProgress(listener: Listener<ConnectorEventMap["progress"]>): () => void {
    return this.events.on("progress", listener);
  }
}
