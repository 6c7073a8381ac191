import { path } from "../http/path";
import type { RequestOptions } from "../options";
import { ApiResource } from "../resource";
import { toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";

/** The hub of an HVR installation (Fivetran's high-volume replication) that is to be registered. */
export interface HvrHub {
  fingerprint?: string;
  port?: number;
  hubServerUrl?: string;
}

/** A registration. The token is a secret, and is handed out here only. */
export interface HvrRegistration {
  /** Secret: with it the hub signs in. It cannot be read again. */
  accessToken?: string;
  registrationId?: string;
}

const answers = schemasIn(() => import("./hvr.answers.js"));

/** Registrations of HVR hubs. */
export class Hvr extends ApiResource {
  /** Registers a hub. Never repeated when its answer was lost: it hands out a secret. */
  async registerHub(hub: HvrHub, options?: RequestOptions): Promise<HvrRegistration> {
    return this.call(
      {
        method: "POST",
        path: path`/hvr/register-hub`,
        body: toWire(hub),
        answer: answers("hvrRegistration"),
      },
      options,
    );
  }
}
