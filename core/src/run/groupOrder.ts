/**
 * Finds Connectors that do not wait for the Destination of their group (`groupId: group.id` on both). Nothing tells a provider what depends on
 * what, but the order of the engine's calls does: a Connector that depends on the Destination is checked after that is made.
 */
import type {
  CheckRequest,
  CheckResult,
  Context,
  CreateRequest,
  CreateResult,
  Handler,
  Properties,
} from "../contract";
import { knownText } from "../values/unknown";

type AnyHandler = Handler<Properties, Properties>;

/** What a run has shown of groups, by id. A run is one process of the provider. */
export class GroupOrder {
  /** Groups whose Destination was checked, is new, and is not made yet. */
  readonly waiting = new Set<string>();
  /** Connectors by the group that they were checked with. */
  readonly connectors = new Map<string, string>();
  readonly told = new Set<string>();
}

/** The same handler of Connectors or Destinations, which tells once a group that a Connector does not wait for the Destination. */
export function withGroupOrder(handler: AnyHandler, order: GroupOrder): AnyHandler {
  if (handler.kind === "Destination") return destinationHandler(handler, order);
  return handler.kind === "Connector" ? connectorHandler(handler, order) : handler;
}

function destinationHandler(handler: AnyHandler, order: GroupOrder): AnyHandler {
  const check = (request: CheckRequest): CheckResult => {
    const result = handler.check(request);
    const group = knownText(result.inputs["groupId"]);
    if (group === undefined) return result;
    if (request.olds === undefined) order.waiting.add(group);
    const connector = order.connectors.get(group);
    if (connector === undefined || order.told.has(group)) return result;
    order.told.add(group);
    const notice = { severity: "warning", path: ["groupId"], message: unordered(connector, group) } as const;
    return { ...result, notices: [...result.notices, notice] };
  };
  const create = async (
    request: CreateRequest<Properties>,
    context: Context,
  ): Promise<CreateResult<Properties>> => {
    const made = await handler.create(request, context);
    order.waiting.delete(knownText(request.inputs["groupId"]) ?? "");
    return made;
  };
  return { ...handler, check, create };
}

function connectorHandler(handler: AnyHandler, order: GroupOrder): AnyHandler {
  const labelOf = (inputs: Properties): string => `Connector '${handler.nameOf(inputs) ?? "?"}'`;
  const check = (request: CheckRequest): CheckResult => {
    const result = handler.check(request);
    const group = knownText(result.inputs["groupId"]);
    if (group !== undefined && !order.connectors.has(group))
      order.connectors.set(group, labelOf(result.inputs));
    return result;
  };
  const create = (
    request: CreateRequest<Properties>,
    context: Context,
  ): Promise<CreateResult<Properties>> => {
    const group = knownText(request.inputs["groupId"]) ?? "";
    if (order.waiting.has(group) && !order.told.has(group)) {
      order.told.add(group);
      const message = unordered(labelOf(request.inputs), group);
      context.notify({ severity: "warning", path: ["groupId"], message });
    }
    return handler.create(request, context);
  };
  return { ...handler, check, create };
}

function unordered(connector: string, group: string): string {
  return (
    `${connector} does not wait for the Destination of group '${group}': it may be made before it, and a destroy may try the ` +
    "Destination first, which Fivetran refuses while connections use it. Give every Connector of the group `groupId: destination.groupId`"
  );
}
