/** What keeps a connection from being moved, and what to do then. */
import { type FivetranError, isConflict, isInvalidInput, isNotOffered } from "@pulumi-fivetran/sdk";
import type { Advice } from "../../errors/advice";
import { HandlerError, type Problem } from "../../errors/problem";
import type { CallContext } from "../../run/callContext";
import { connectionsNamed } from "./creation";
import type { ConnectorInputs, ConnectorOutputs } from "./inputs";

/** Fivetran has not moved it and will not: it is where it was. */
export class RefusedMove extends HandlerError {
  override readonly name = "RefusedMove";
}

/**
 * Whether the group has the connection already.
 *
 * @throws HandlerError when the group has another one of its name, and so no place for it
 */
export async function isThereAlready(
  id: string,
  name: string,
  groupId: string,
  call: CallContext,
): Promise<boolean> {
  const ids = (await connectionsNamed(groupId, name, call)).map((found) => found.id);
  if (ids.length === 0 || ids.includes(id)) return ids.length > 0;
  const listed = ids.map((other) => `'${other}'`).join(", ");
  throw new HandlerError({
    summary: `Connector '${name}' cannot be moved: the group '${groupId}' has a connection of this name already, ${listed}. Nothing was paused or sent.`,
    path: ["groupId"],
    advice: [
      {
        kind: "edit",
        text: "Declare another group, or see to it that the other one goes first. Its data and this one's would meet in one schema.",
      },
    ],
    candidates: ids,
  });
}

/** Whether a refusal says that a move goes on, which an earlier run has begun. In which words Fivetran says so is not documented. */
export function isOpenMove(error: FivetranError): boolean {
  const isRefusal = isInvalidInput(error) || isConflict(error);
  return isRefusal && /being moved|already moving|move.*in progress/i.test(error.apiMessage ?? "");
}

/** What a refusal comes to: the connection is where it was. */
export function problemWithMove(
  error: FivetranError,
  { id, news, olds }: { id: string; news: ConnectorInputs; olds: ConnectorOutputs },
): Problem {
  return {
    summary: `connection '${id}' was not moved from group '${olds.groupId}' to group '${news.groupId}': ${error.summary}`,
    path: ["groupId"],
    advice: adviceOn(error, news),
  };
}

function adviceOn(error: FivetranError, { forceMove }: ConnectorInputs): Advice[] {
  const { apiMessage = "" } = error;
  if (isNotOffered(error)) {
    const text =
      "This account does not have moving (yet). Without `moveOnGroupChange`, another connector replaces this one.";
    return [{ kind: "edit", text }];
  }
  if (forceMove === true || !/force|credential|external.?id|service.?account/i.test(apiMessage)) return [];
  const text =
    "Credentials that belong to the group, such as an AWS external id or the group's service account, must be granted for the new group " +
    "first. When that is done:";
  return [
    { kind: "edit", text },
    { kind: "set", input: "forceMove", value: true },
  ];
}
