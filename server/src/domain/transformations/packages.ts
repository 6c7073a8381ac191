import type { QuickstartPackage } from "../../records/transformations";
import type { Account } from "../account";

/**
 * Packages that every account has: public dbt packages of Fivetran's, with some of their models. How the service names and numbers
 * them in its metadata is UNPROVEN.
 */
const PUBLIC_PACKAGES: readonly QuickstartPackage[] = [
  {
    id: "quickstart_github",
    name: "fivetran/github",
    version: "1.0.0",
    connectorTypes: ["github"],
    outputModelNames: [
      "github__daily_metrics",
      "github__issues",
      "github__monthly_metrics",
      "github__pull_requests",
      "github__quarterly_metrics",
      "github__weekly_metrics",
    ],
  },
  {
    id: "quickstart_jira",
    name: "fivetran/jira",
    version: "1.0.0",
    connectorTypes: ["jira"],
    outputModelNames: [
      "jira__daily_issue_field_history",
      "jira__issue_enhanced",
      "jira__project_enhanced",
      "jira__user_enhanced",
    ],
  },
  {
    id: "quickstart_salesforce",
    name: "fivetran/salesforce",
    version: "1.0.0",
    connectorTypes: ["salesforce", "salesforce_sandbox"],
    outputModelNames: [
      "salesforce__contact_enhanced",
      "salesforce__daily_activity",
      "salesforce__manager_performance",
      "salesforce__opportunity_enhanced",
      "salesforce__owner_performance",
      "salesforce__sales_snapshot",
    ],
    configurableVariables: { salesforce__opportunity_enabled: { type: "BOOLEAN" } },
  },
  {
    id: "quickstart_zendesk",
    name: "fivetran/zendesk",
    version: "1.0.0",
    connectorTypes: ["zendesk"],
    outputModelNames: [
      "zendesk__sla_policies",
      "zendesk__ticket_backlog",
      "zendesk__ticket_enriched",
      "zendesk__ticket_field_history",
      "zendesk__ticket_metrics",
      "zendesk__ticket_summary",
    ],
  },
];

/** The public packages, and the account's own; one of its own replaces the public one with its id. */
export function packagesOf(account: Account): QuickstartPackage[] {
  const own = [...account.state.all("quickstartPackages")];
  const others = PUBLIC_PACKAGES.filter(({ id }) => !account.state.has("quickstartPackages", id));
  return [...others, ...own];
}

export function packageNamed(account: Account, name: string): QuickstartPackage | undefined {
  return packagesOf(account).find((one) => one.name === name);
}
