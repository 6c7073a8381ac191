// A company's pipelines in one program: three domains with a warehouse each, forty sources of twenty services, and the people, keys,
// webhooks, logging, agents and transformations around them. `domains` in the stack's configuration deploys some of the domains.
import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";
import { office } from "./agents";
import { credential } from "./credentials";
import { type Domain, deployDomain } from "./domain";
import { invite } from "./people";
import { commerce, marketing, support } from "./sources";
import { bigQuery, privateDatabricks, snowflake } from "./warehouses";

const DOMAINS: Readonly<Record<string, Domain>> = {
  commerce: { title: "Commerce", warehouse: snowflake, sources: commerce },
  marketing: {
    title: "Marketing",
    warehouse: bigQuery,
    sources: marketing,
    packages: { salesforce_sales: "fivetran/salesforce", salesforce_partners: "fivetran/salesforce" },
  },
  support: {
    title: "Support",
    warehouse: privateDatabricks,
    sources: support,
    ownAgent: true,
    packages: { zendesk_us: "fivetran/zendesk", zendesk_eu: "fivetran/zendesk", jira: "fivetran/jira" },
  },
};

const cfg = new pulumi.Config();
const alerts = cfg.require("alerts");
const chosen = cfg.getObject<string[]>("domains") ?? Object.keys(DOMAINS);
const deployed = new Map(
  Object.entries(DOMAINS)
    .filter(([name]) => chosen.includes(name))
    .map(([name, domain]) => [name, deployDomain(name, domain, alerts)]),
);
invite(deployed);

new fivetran.AccountExternalLogging("account", {
  service: "splunkLog",
  config: { host: "splunk.acme.com", port: 8088, token: credential("splunk") },
});
new fivetran.Webhook("account", {
  url: alerts,
  events: ["connection_failure"],
  secret: credential("webhook"),
});

/** For the pipeline that deploys this program. */
const ci = new fivetran.SystemKey("ci", {
  name: "ci",
  permissions: [
    { resourceType: "CONNECTOR", accessLevel: "MANAGE" },
    { resourceType: "DESTINATION", accessLevel: "MANAGE" },
  ],
});

export const ciKey = ci.key;
export const ciSecret = ci.secret;
export const officeToken = office.authToken;
