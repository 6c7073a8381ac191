import { toWire } from "../wire/case";
import type { NewConnection } from "./connections.types";

/** Settings with groups of fields that are the API's own, not the user's data. */
type WithOwnGroups = Pick<NewConnection, "destinationConfiguration" | "connectCardConfig">;

/** The settings of a connection as a request has them. */
export function settingsToWire(settings: WithOwnGroups): Record<string, unknown> {
  const { destinationConfiguration, connectCardConfig, ...rest } = settings;
  return toWire({
    ...rest,
    destinationConfiguration: destinationConfiguration && toWire(destinationConfiguration),
    connectCardConfig: connectCardConfig && toWire(connectCardConfig),
  });
}
