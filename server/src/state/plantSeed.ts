import type { Account } from "./account";
import { given } from "./given";
import type { ServiceConfig } from "./records";
import { sealAll, sealConfig } from "./seal";
import type { ParsedSeed } from "./seed";

/** Fills an account that was just opened. */
export function plantSeed(account: Account, seed: ParsedSeed): void {
  account.state.transaction(() => {
    const { sealKey } = account.settings;
    account.set(
      given({
        unsupportedServices: seed.unsupportedServices,
        personAuthorizedServices: seed.personAuthorizedServices,
        addMetadataConnections: seed.addMetadataConnections,
        syncDurationMs: seed.syncDurationMs,
      }),
    );
    const idByEmail = new Map(
      seed.users.map((item) => [item.email, account.newUser({ ...given(item), email: item.email }).id]),
    );
    for (const { users, ...item } of seed.groups) {
      const { id: groupId } = account.newGroup(item);
      for (const [email, role] of Object.entries(users ?? {})) {
        account.setGroupRole(groupId, idByEmail.get(email) ?? "", role);
      }
    }
    for (const { groupId, ...item } of seed.destinations) {
      account.putDestination({ ...item, id: groupId, config: sealConfig(item.config, sealKey), trusted: [] });
    }
    for (const item of seed.connections) {
      const made = account.newConnection({
        ...given(item),
        groupId: item.groupId,
        service: item.service,
        schema: item.schema,
        naming: { schema: item.schema },
        config: sealConfig(item.config, sealKey),
        auth: sealAll(item.auth, sealKey) as ServiceConfig,
      });
      account.state.put("connections", made.id, made);
    }
    for (const { target, shape } of seed.sourceShapes) account.addShape(target, shape);
    for (const rule of seed.setupTestRules) account.addSetupTestRule(rule);
  });
}
