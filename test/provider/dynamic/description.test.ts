/** A class that is not what the table of its kind says does not compile; its description then has the type of what is wrong. */
import type * as pulumi from "@pulumi/pulumi";
import type { webhookFields } from "@pulumi-fivetran/core/fields";
import type { Webhook, WebhookArgs } from "pulumi-fivetran";
import { describe, expectTypeOf, it } from "vitest";
import type { ResourceDescription } from "../../../provider/src/dynamic/description";
import type { FivetranResource } from "../../../provider/src/dynamic/resource";

type Table = typeof webhookFields;

/** What `fields` must be. The class as built has a base of its own, of the same members. */
type FieldsFor<T extends Table, Resource, Args> = ResourceDescription<
  T,
  Resource & FivetranResource,
  Args
>["fields"];

type Changed<T, K extends keyof T, Value> = Omit<T, K> & { [P in K]: Value };

describe("a class and its table", () => {
  it("agree", () => {
    expectTypeOf<FieldsFor<Table, Webhook, WebhookArgs>>().toEqualTypeOf<Table>();
  });

  it("must name the same arguments", () => {
    expectTypeOf<FieldsFor<Table, Webhook, WebhookArgs & { extra: string }>>().toEqualTypeOf<{
      "the table has no argument": "extra";
    }>();
    expectTypeOf<FieldsFor<Table, Webhook, Omit<WebhookArgs, "active">>>().toEqualTypeOf<{
      "the class has no argument": "active";
    }>();
  });

  it("must name the same outputs", () => {
    expectTypeOf<
      FieldsFor<Table, Webhook & { readonly extra: pulumi.Output<string> }, WebhookArgs>
    >().toEqualTypeOf<{ "the table has no output": "extra" }>();
    expectTypeOf<FieldsFor<Table, Omit<Webhook, "createdBy">, WebhookArgs>>().toEqualTypeOf<{
      "the class has no output": "createdBy";
    }>();
  });

  it("must say the same of what may be left out", () => {
    expectTypeOf<
      FieldsFor<Table, Webhook, Changed<WebhookArgs, "active", pulumi.Input<boolean>>>
    >().toEqualTypeOf<{ "is optional in one, and required in the other": "active" }>();
  });

  it("must be of the same types", () => {
    expectTypeOf<
      FieldsFor<Table, Webhook, Changed<WebhookArgs, "url", pulumi.Input<number>>>
    >().toEqualTypeOf<{ "is of another type": "url"; class: number; table: string }>();
    expectTypeOf<
      FieldsFor<Table, Changed<Webhook, "type", pulumi.Output<string | undefined>>, WebhookArgs>
    >().toEqualTypeOf<{ "is of another type": "type"; class: string | undefined; table: string }>();
  });
});
