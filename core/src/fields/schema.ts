import { z } from "zod";
import type { Fields } from "./field";
import { inputsIn } from "./reading";

/** The schema of the inputs. */
export function schemaOf(fields: Fields): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      inputsIn(fields).map(([name, { schema, isRequired }]) => [
        name,
        isRequired ? schema(z) : schema(z).optional(),
      ]),
    ),
  );
}
