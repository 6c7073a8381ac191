import type { fields } from "../../fields/destination";
import type { FactsOf, InputsOf } from "../../fields/field";
import type { Bookkeeping } from "../../settings/state";

export type DestinationInputs = InputsOf<typeof fields>;

export type DestinationFacts = FactsOf<typeof fields>;

export type DestinationOutputs = DestinationInputs & DestinationFacts & Bookkeeping;
