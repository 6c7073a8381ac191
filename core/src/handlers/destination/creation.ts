/** How a destination comes into being, and what it is known by. */
import { customService, type Destination, type NewDestination } from "@pulumi-fivetran/sdk";
import { HandlerError } from "../../errors/problem";
import { fields } from "../../fields/destination";
import { bodyOf } from "../../fields/reading";
import { inTheWay } from "../../object/creation";
import { modeOf, testFlags } from "../../setup/setupTests";
import type { DestinationInputs } from "./inputs";

export function naturalKeyOf({ groupId }: DestinationInputs): string {
  return `the group '${groupId}'`;
}

/** For messages of its creation, which has no name. */
export function labelOf({ groupId, service }: DestinationInputs): string {
  return `Destination (${service}) of group '${groupId}'`;
}

export function newDestination(inputs: DestinationInputs): NewDestination {
  return {
    ...bodyOf(fields, inputs),
    service: customService(inputs.service),
    ...testFlags(inputs, modeOf(inputs) !== "off"),
  };
}

/**
 * A destination has no creation time, so whether one that is found after a lost answer is ours is told by looking before: a
 * group that already has one is refused, and what is there later is what we made.
 */
export function refuseSecond(inputs: DestinationInputs, existing: readonly Destination[]): void {
  const [other] = existing;
  if (other === undefined) return;
  const { summary, ...remedies } = inTheWay(naturalKeyOf(inputs), [other.id]);
  const label = labelOf(inputs);
  const problem = `${label}: the group already has a destination (${other.service ?? "of an unknown service"}), and a group has only one.`;
  throw new HandlerError({ summary: `${problem}\n${summary}`, subject: label, ...remedies });
}
