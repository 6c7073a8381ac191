import { externalSecretsManagerHandler } from "../../../core/src/handlers/externalSecretsManager";
import { describeLifecycle } from "../../support/lifecycle";

describeLifecycle(externalSecretsManagerHandler, {
  arrange: () =>
    Promise.resolve({
      name: "vault",
      type: "HASHICORP_VAULT",
      config: { url: "https://vault.acme.com", token: "hunter2-hunter2" },
    }),
  secrets: ["config.token"],
  listedAs: ({ name }) => name,
  changed: (inputs) => ({ ...inputs, config: { url: "https://vault2.acme.com", token: "hunter2-hunter2" } }),
  replacements: {
    name: (inputs) => ({ ...inputs, name: "safe" }),
    type: (inputs) => ({ ...inputs, type: "AZURE_KEY_VAULT" }),
    isHybridDeployment: (inputs) => ({ ...inputs, isHybridDeployment: true }),
  },
  outside: {
    change: async ({ client }, id) =>
      void (await client.externalSecretsManagers.update(id, { config: { url: "https://moved.acme.com" } })),
    shows: "config.url",
  },
  deletes: true,
  removeParent: ({ client }, _inputs, id) => client.externalSecretsManagers.delete(id),
});
