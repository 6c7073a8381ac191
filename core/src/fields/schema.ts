import { z } from "zod";
import type { Fields } from "./field";
import { inputsIn } from "./reading";

/** The schema of the inputs. Words that stand for other settings are not in it, since those have taken their place. */
export function schemaOf(fields: Fields): z.ZodObject {
  const checked = inputsIn(fields).filter(([, { behaviour }]) => behaviour.isWords !== true);
  return z.strictObject(
    Object.fromEntries(
      checked.map(([name, { schema, isRequired }]) => [name, isRequired ? schema(z) : schema(z).optional()]),
    ),
  );
}
