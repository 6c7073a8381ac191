import { errors } from "../../errors";
import { messages } from "../../messages";
import type { Role, RoleScope } from "../../records/people";
import type { Account } from "../account";

/**
 * The roles of every account. The older names of destination and connection roles are deprecated and still taken everywhere. Which
 * replaces which is documented for the first of them only, and chosen for the others by what they allow (UNPROVEN).
 */
const STANDARD: readonly Role[] = [
  role("ACCOUNT", "Account Administrator", "Manages the whole account"),
  role("ACCOUNT", "Account Billing", "Sees usage and manages billing"),
  role("ACCOUNT", "Account Analyst", "Manages destinations and connections of the account"),
  role("ACCOUNT", "Account Reviewer", "Sees everything in the account"),
  role("ACCOUNT", "Destination Creator", "Creates destinations and manages these"),
  role("DESTINATION", "Manage Destination", "Manages a destination and its connections"),
  role("DESTINATION", "Edit Destination", "Edits a destination and manages its connections"),
  role("DESTINATION", "View Destination", "Sees a destination and its connections"),
  role("DESTINATION", "Create Connection", "Creates connections in a destination and manages these"),
  role("CONNECTOR", "Manage Connection", "Manages a connection"),
  role("CONNECTOR", "Edit Connection", "Edits a connection"),
  role("CONNECTOR", "View Connection", "Sees a connection"),
  role("TEAM", "Team Manager", "Manages a team and its members"),
  role("TEAM", "Team Member", "Belongs to a team"),
  older("DESTINATION", "Destination Administrator", "Manage Destination"),
  older("DESTINATION", "Destination Analyst", "Edit Destination"),
  older("DESTINATION", "Destination Reviewer", "View Destination"),
  older("DESTINATION", "Connector Creator", "Create Connection"),
  older("CONNECTOR", "Connector Administrator", "Manage Connection"),
  older("CONNECTOR", "Connector Collaborator", "Edit Connection"),
  older("CONNECTOR", "Connector Reviewer", "View Connection"),
];

const STANDARD_NAMES: ReadonlySet<string> = new Set(STANDARD.map(({ name }) => name));

export interface ListedRole extends Role {
  readonly isCustom: boolean;
}

/** Fivetran's own roles, and then those that the account made. */
export function rolesOf(account: Account): ListedRole[] {
  return [
    ...STANDARD.map((standard) => ({ ...standard, isCustom: false })),
    ...[...account.state.all("roles")].map((custom) => ({ ...custom, isCustom: true })),
  ];
}

/** Whether a role of this name is Fivetran's own. */
export function isStandardRole(name: string): boolean {
  return STANDARD_NAMES.has(name);
}

/**
 * Where a role may be given is not checked.
 *
 * @throws ApiError 400 for a name that no role has (UNPROVEN)
 */
export function checkRole(account: Account, name: string): void {
  if (!isStandardRole(name) && !account.state.has("roles", name)) {
    throw errors.invalidInput(messages.roles.unknown(name));
  }
}

function role(scope: RoleScope, name: string, description: string): Role {
  return { name, description, scope: [scope], isDeprecated: false, replacementRoleName: null };
}

function older(scope: RoleScope, name: string, replacementRoleName: string): Role {
  const description = `The older name of '${replacementRoleName}'`;
  return { name, description, scope: [scope], isDeprecated: true, replacementRoleName };
}
