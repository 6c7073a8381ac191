import { checkedFields, toWire } from "../wire/case";
import type { NewConnection } from "./connections.types";

/** Settings with groups of fields that are the API's own, not the user's data. */
type WithOwnGroups = Pick<
  NewConnection,
  "destinationConfiguration" | "connectCardConfig" | "schedule" | "extraFields" | "destinationSchemaNames"
>;

/** The settings of a connection as a request has them. */
export function settingsToWire(settings: WithOwnGroups): Record<string, unknown> {
  const { destinationConfiguration, connectCardConfig, schedule, extraFields, ...rest } = settings;
  const body = toWire({
    ...rest,
    schedule: schedule && toWire(schedule),
    destinationConfiguration: destinationConfiguration && toWire(destinationConfiguration),
    connectCardConfig: connectCardConfig && toWire(connectCardConfig),
  });
  return extraFields === undefined ? body : { ...body, ...checkedFields(extraFields) };
}
