import type { CheckFailure, Properties } from "../contract";
import { HandlerError } from "../errors/problem";
import { isUnknown } from "../values/unknown";

/** Another id after creation would mean another object, which a replacement would delete: that is never what is meant. */
export function adoptFailures(olds: Properties | undefined, news: Properties): CheckFailure[] {
  const before = olds?.["adopt"];
  const after = news["adopt"];
  if (typeof before !== "string" || typeof after !== "string" || isUnknown(after) || before === after)
    return [];
  return [
    {
      path: ["adopt"],
      reason:
        `acts at creation only, and this resource already adopted '${before}'; it cannot become '${after}'. ` +
        "Remove `adopt`, or declare another resource for the other object",
    },
  ];
}

/** The same rule where the id is known: a resource that was created, not adopted, can only name itself. */
export function assertAdoptUnchanged(kind: string, id: string, adopt: string | undefined): void {
  if (adopt === undefined || adopt === id || isUnknown(adopt)) return;
  throw new HandlerError({
    summary: `${kind}: adopt: acts at creation only, and this resource is '${id}' already; it cannot become '${adopt}'.`,
    subject: `${kind} '${id}'`,
    path: ["adopt"],
    advice: [{ kind: "removeAdopt" }],
  });
}
