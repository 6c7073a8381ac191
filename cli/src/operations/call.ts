import { type FivetranClient, isUnreadable, Listing } from "@pulumi-fivetran/sdk";
import type { OperationName } from "./effects";

type Method = (...given: unknown[]) => unknown;

/**
 * Calls an operation of the client by its name.
 *
 * @param most of a list, how many elements are fetched; undefined for all
 * @returns what the method returns; a list's elements
 */
export async function callOperation(
  client: FivetranClient,
  name: OperationName,
  given: readonly unknown[],
  { signal, most }: { readonly signal: AbortSignal; readonly most: number | undefined },
): Promise<unknown> {
  const [area = "", method = ""] = name.split(".");
  const owner = (client as unknown as Readonly<Record<string, Readonly<Record<string, Method>>>>)[area];
  const result: unknown = await owner?.[method]?.(...given, { signal });
  if (!(result instanceof Listing)) return result;
  const list = most === undefined ? result : result.take(most);
  const elements: unknown[] = [];
  for await (const each of list) elements.push(isUnreadable(each) ? each.unreadableValue : each);
  return elements;
}
