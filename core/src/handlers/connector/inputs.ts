import { fields } from "../../fields/connector";
import type { FactsOf, InputsOf } from "../../fields/field";
import { factsOfFields } from "../../fields/reading";
import type { Bookkeeping } from "../../settings/state";

export type ConnectorInputs = InputsOf<typeof fields>;

/** Where the data goes: one of the forms that the service knows. */
export type DestinationSchema = ConnectorInputs["destinationSchema"];

/** Facts that stay the same between two reads of an untouched connection. What moves (syncs, times) is `status`, and nothing else. */
export type ConnectorFacts = FactsOf<typeof fields>;

export type ConnectorOutputs = ConnectorInputs & ConnectorFacts & Bookkeeping;

export const CONNECTOR_FIELDS = factsOfFields(fields);
