/** What a conversion begins with, wherever it comes from: an account, a Terraform state, the state of a bridged stack. */
import type { Properties, PropertyPath } from "@pulumi-fivetran/core";

/** One object as a program of ours declares it. */
export interface Found {
  /** A resource of pulumi-fivetran: `Connector`. */
  readonly kind: string;
  /** Its id in a Pulumi state. */
  readonly id: string;
  /** What a person knows it by. */
  readonly name: string;
  /** What a program that it comes from calls it: it keeps that name. */
  readonly label?: string;
  /** The id of the group it belongs to; absent for what belongs to the account. */
  readonly groupId?: string;
  /** As declared, ids and all, without any secret. */
  readonly inputs: Properties;
  /** As a state keeps them, without any secret. */
  readonly outputs: Properties;
  /** Inputs that are set and whose values nobody returns. */
  readonly secrets: readonly PropertyPath[];
}

/** What is not in the program, and why. */
export interface Skipped {
  readonly kind: string;
  /** Absent where it stands for all of a kind. */
  readonly id?: string;
  readonly name: string;
  /** Says what can be done about it, where something can. */
  readonly reason: string;
}

/** Something that a person should know of what is in the program. */
export interface Note {
  readonly kind: string;
  readonly name: string;
  readonly message: string;
}

export interface Inventory {
  readonly found: readonly Found[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly Note[];
}
