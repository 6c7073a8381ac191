import { z } from "zod";
import { list } from "../wire/answerSchema";
import { connectorType } from "./connectorMetadata.answers";

/**
 * Fivetran's document types the answer as one kind of source, and describes all of them. A list, a page of one, and
 * one alone are all read as a list.
 */
export const publicConnectorTypes = z.preprocess(listOf, list(connectorType));

function listOf(data: unknown): unknown {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return data;
  return "items" in data ? data.items : [data];
}
