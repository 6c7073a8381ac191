import type { ClientEvent } from "@pulumi-fivetran/sdk";
import { Counter, Gauge, Registry } from "prom-client";
import type { Health } from "./health";

/** What Prometheus is told: counts since the start of this process, and what is in the store now. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Counter({
    name: "fivetran_api_requests_total",
    help: "Requests to Fivetran by this process.",
    labelNames: ["method", "path", "status"],
    registers: [this.#registry],
  });
  readonly #waits = new Counter({
    name: "fivetran_api_retries_total",
    help: "Waits before a request to Fivetran was sent again.",
    labelNames: ["reason"],
    registers: [this.#registry],
  });
  readonly #ended = new Counter({
    name: "fivetran_operations_ended_total",
    help: "Operations that ended in this process.",
    labelNames: ["kind", "status"],
    registers: [this.#registry],
  });
  readonly #deliveries = new Counter({
    name: "fivetran_webhook_deliveries_total",
    help: "Webhook deliveries by event and by what became of them.",
    labelNames: ["event", "verdict"],
    registers: [this.#registry],
  });
  readonly #operations = new Gauge({
    name: "fivetran_operations",
    help: "Operations in the store.",
    labelNames: ["status"],
    registers: [this.#registry],
  });
  readonly #now: Readonly<Record<string, Gauge>>;

  constructor() {
    const gauge = (name: string, help: string): Gauge =>
      new Gauge({ name: `fivetran_operations_${name}`, help, registers: [this.#registry] });
    this.#now = {
      needing_attention: gauge("needing_attention", "Operations that cannot go on unless somebody acts."),
      held_connections: gauge("held_connections", "Connections that are paused by operations."),
      overdue_holds: gauge("overdue_holds", "Pauses by operations that last longer than they should."),
      longest_hold_seconds: gauge("longest_hold_seconds", "How long the oldest pause by an operation lasts."),
      events_put_aside: gauge("events_put_aside", "Events that a handler failed on ten times."),
    };
  }

  onClientEvent(event: ClientEvent): void {
    const { method, pathTemplate: path } = event;
    if (event.type === "response")
      this.#requests.inc({ method, path, status: String(event.status ?? "none") });
    // The first word is the status, or `no`: what follows may differ each time.
    if (event.type === "retry") this.#waits.inc({ reason: event.reason.split(" ")[0] ?? "" });
  }

  onEnd(kind: string, status: string): void {
    this.#ended.inc({ kind, status });
  }

  onDelivery(event: string, verdict: string): void {
    this.#deliveries.inc({ event, verdict });
  }

  /** The text that Prometheus reads. */
  async text(health: Health): Promise<{ type: string; content: string }> {
    for (const [status, count] of Object.entries(health.operations)) this.#operations.set({ status }, count);
    for (const [name, gauge] of Object.entries(this.#now)) {
      const value: unknown = Object.getOwnPropertyDescriptor(health, name)?.value;
      if (typeof value === "number") gauge.set(value);
    }
    return { type: this.#registry.contentType, content: await this.#registry.metrics() };
  }
}
