/** Asks a connector for its tables, or to run its set-up tests. */
import type { Connector, ConnectorEvent, SetupForm, SetupTestResult, TableDefinition } from "./port";
import { ConnectorFailedError } from "./sync";

export interface AskOptions {
  readonly connector: Connector;
  readonly configuration: Readonly<Record<string, string>>;
  readonly onEvent?: (event: ConnectorEvent) => void;
}

/** The tables that the connector declares. @throws ConnectorFailedError */
export async function askSchema(options: AskOptions): Promise<readonly TableDefinition[]> {
  let tables: readonly TableDefinition[] = [];
  await ask("schema", options, (event) => {
    if (event.type === "schema") tables = event.tables;
  });
  return tables;
}

/** The set-up form, and how each of its tests ended. @throws ConnectorFailedError */
export async function runSetupTests(
  options: AskOptions,
): Promise<{ readonly form: SetupForm; readonly tests: readonly SetupTestResult[] }> {
  let form: SetupForm = { fields: [], tests: [] };
  let tests: readonly SetupTestResult[] = [];
  await ask("test", options, (event) => {
    if (event.type === "form") form = event.form;
    if (event.type === "tests") tests = event.tests;
  });
  return { form, tests };
}

async function ask(
  command: "schema" | "test",
  options: AskOptions,
  take: (event: ConnectorEvent) => void,
): Promise<void> {
  const running = options.connector.start({ command, configuration: options.configuration, state: "{}" });
  try {
    for await (const event of running.events) {
      options.onEvent?.(event);
      take(event);
      if (event.type === "failed") throw new ConnectorFailedError(event.message, event.traceback, "{}", 0);
    }
  } finally {
    await running.cancel();
  }
}
