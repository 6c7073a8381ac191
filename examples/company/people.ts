// Who works with the pipelines, and what each may see.
import * as fivetran from "pulumi-fivetran";
import type { DeployedDomain } from "./domain";

interface Person {
  readonly givenName: string;
  readonly familyName: string;
  readonly team?: string;
  /** For people of no team: domains and single sources. */
  readonly sees?: { readonly domains?: readonly string[]; readonly sources?: readonly string[] };
}

const PEOPLE: Readonly<Record<string, Person>> = {
  ann: { givenName: "Ann", familyName: "Archer", team: "platform" },
  bob: { givenName: "Bob", familyName: "Brewer", team: "platform" },
  cem: { givenName: "Cem", familyName: "Carver", team: "commerce" },
  dee: { givenName: "Dee", familyName: "Draper", team: "commerce" },
  eva: { givenName: "Eva", familyName: "Ender", team: "marketing" },
  fay: { givenName: "Fay", familyName: "Fuller", team: "marketing" },
  gus: { givenName: "Gus", familyName: "Glover", team: "support" },
  hal: { givenName: "Hal", familyName: "Hooper", team: "auditors" },
  ivy: {
    givenName: "Ivy",
    familyName: "Irving",
    sees: { domains: ["support"], sources: ["salesforce_partners", "github"] },
  },
};

/** What the auditors look into, wherever it is. */
const AUDITED = ["ledger", "erp", "greenhouse"];

/** Invites everybody; rights in what is not deployed are left out. */
export function invite(domains: ReadonlyMap<string, DeployedDomain>): void {
  const connectors = new Map([...domains.values()].flatMap((domain) => [...domain.connectors]));
  const teams = formTeams(domains, connectors);
  for (const [name, { team = "", sees = {}, ...person }] of Object.entries(PEOPLE)) {
    const { id: userId } = new fivetran.User(name, { email: `${name}@acme.com`, ...person });
    const teamId = teams.get(team)?.id;
    if (teamId !== undefined) {
      new fivetran.TeamUserMembership(name, { teamId, userId, role: "Team Member" });
    }
    for (const [domain, groupId] of found(sees.domains, domains, ({ group }) => group.id)) {
      new fivetran.UserGroupMembership(`${name}-${domain}`, { userId, groupId, role: "View Destination" });
    }
    for (const [source, connectorId] of found(sees.sources, connectors, ({ id }) => id)) {
      const role = "View Connection";
      new fivetran.UserConnectorMembership(`${name}-${source}`, { userId, connectorId, role });
    }
  }
}

/** One that runs everything, one that audits, and one a domain that looks at it. */
function formTeams(
  domains: ReadonlyMap<string, DeployedDomain>,
  connectors: DeployedDomain["connectors"],
): ReadonlyMap<string, fivetran.Team> {
  const platform = new fivetran.Team("platform", { name: "platform", role: "Account Analyst" });
  const auditors = new fivetran.Team("auditors", { name: "auditors" });
  for (const [source, connectorId] of found(AUDITED, connectors, ({ id }) => id)) {
    const role = "View Connection";
    new fivetran.TeamConnectorMembership(source, { teamId: auditors.id, connectorId, role });
  }
  const ofDomains = [...domains].map(([name, { group }]): [string, fivetran.Team] => {
    const team = new fivetran.Team(name, { name: `${name} analysts`, description: `Looks at ${name}` });
    new fivetran.TeamGroupMembership(name, { teamId: team.id, groupId: group.id, role: "View Destination" });
    return [name, team];
  });
  return new Map([["platform", platform], ["auditors", auditors], ...ofDomains]);
}

/** Those of the names that are deployed, each with what is wanted of it. */
function found<T, U>(
  names: readonly string[] = [],
  all: ReadonlyMap<string, T>,
  of: (one: T) => U,
): [string, U][] {
  return names.flatMap((name): [string, U][] => {
    const one = all.get(name);
    return one === undefined ? [] : [[name, of(one)]];
  });
}
