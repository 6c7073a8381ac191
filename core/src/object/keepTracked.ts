import { PartialFailure } from "../errors/partialFailure";
import { problemOf } from "../errors/problem";

/**
 * Runs what is left to do once an object exists. Any failure of it becomes a `PartialFailure`, because an error without the
 * object's id would make the engine forget the object.
 */
export async function keepTracked<T>(id: string, outputs: () => object, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PartialFailure) throw error;
    throw new PartialFailure(id, outputs(), [problemOf(error)]);
  }
}
