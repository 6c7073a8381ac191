/** Which connections are meant. Every field that is given must match; without any, all are. */
export interface ConnectionTarget {
  readonly connectionId?: string | undefined;
  /** The connection's schema name. */
  readonly schema?: string | undefined;
  readonly service?: string | undefined;
  /** `host` or `tunnel_host` in the config; `*.example.com` for every name under it. */
  readonly host?: string | undefined;
}
