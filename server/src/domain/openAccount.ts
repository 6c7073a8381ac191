import { randomBytes } from "node:crypto";
import type { UserRecord } from "../records/account";
import type { Account } from "./account";
import { addUser } from "./people/users";
import { PERSON_AUTHORIZED_SERVICES } from "./services";

const DEFAULT_OWNER = {
  email: "owner@example.com",
  givenName: "Olive",
  familyName: "Owner",
  role: "Account Administrator",
};

/**
 * Takes up what the state holds, and makes what every account has where it is missing: its settings, and the user whose key it is.
 *
 * @param owner describes that user, where it is not Olive Owner
 */
export function openAccount(account: Account, owner: Partial<UserRecord> = {}): void {
  account.takeUp();
  if (!account.isNew) return;
  account.state.transaction(() => {
    const { id: ownerId } = addUser(account, {
      ...DEFAULT_OWNER,
      // A user with an API key has logged in to make it.
      loggedInAt: account.clock.timestamp(),
      ...owner,
    });
    account.state.put("account", "account", {
      sealKey: randomBytes(32).toString("base64url"),
      ownerId,
      unsupportedServices: [],
      personAuthorizedServices: PERSON_AUTHORIZED_SERVICES,
      addMetadataConnections: false,
      syncDurationMs: 0,
      schedules: true,
      firstSyncDelayMs: 60_000,
    });
  });
}
