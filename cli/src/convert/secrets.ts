/** The secrets that a program asks its configuration for. */
import type { PropertyPath } from "@pulumi-fivetran/core";
import { formatPath } from "@pulumi-fivetran/core/values";
import type { Layout, Placed } from "./layout";
import { identifierOf, Names } from "./names";
import { isList } from "./serviceTypes";

export interface SecretSetting {
  readonly placed: Placed;
  readonly path: PropertyPath;
  /** Its key in the stack's configuration, without the project. */
  readonly key: string;
  /** A JSON list of texts stands there. */
  readonly isList: boolean;
}

/** Every secret of a program, under names that say what each is of: `analyticsOrdersPassword`. */
export function secretSettings({ placed }: Layout): SecretSetting[] {
  const names = Names.ofAnything();
  return placed.flatMap((each) => {
    const { kind, secrets, inputs } = each.found;
    const service = typeof inputs["service"] === "string" ? inputs["service"] : undefined;
    return secrets.map((path) => ({
      placed: each,
      path,
      key: names.take(keyOf(each, path)),
      isList: isList(kind, service, path),
    }));
  });
}

function keyOf({ found: { kind }, resource }: Placed, path: PropertyPath): string {
  const [first, ...rest] = path;
  const setting = (first === "config" ? rest : path).join("-");
  const of = kind === "Connector" ? "" : `${kind}-`;
  return identifierOf(`${words(of)}${resource}-${words(setting)}`);
}

/** `environmentVars` becomes `environment-Vars`. */
function words(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, "-");
}

/** What a person reads of it: `Connector 'analytics-orders', config.password`. */
export function secretText({ placed: { found, resource }, path }: SecretSetting): string {
  return `${found.kind} '${resource}', ${formatPath(path)}`;
}
