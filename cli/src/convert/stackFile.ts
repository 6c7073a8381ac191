/** What a stack's configuration is to hold, and how it gets there. */
import { type SecretSetting, secretText } from "./secrets";

/** Every secret stands in it by name, and no value does: a program with one missing says which, and sends nothing. */
export function stackFile(secrets: readonly SecretSetting[], project: string): string {
  const lines = [
    "# The secrets of this stack. Fivetran does not hand them out, so each is to be filled in; the command writes it here, encrypted.",
    "# Credentials of Fivetran: pulumi config set --secret fivetran:apiKey, and the same for fivetran:apiSecret, or FIVETRAN_API_KEY and",
    "# FIVETRAN_API_SECRET in the environment.",
    ...secrets.map(
      (secret) => `#\n# ${project}:${secret.key} (${secretText(secret)})\n#   ${setCommand(secret)}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

export function setCommand({ key, isList }: SecretSetting): string {
  return `pulumi config set --secret ${key}${isList ? " '[\"…\"]'" : ""}`;
}
