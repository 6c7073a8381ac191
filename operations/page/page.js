// The page: shows what the API tells, and begins a change of a state. It holds the token for as long as it is open.

/** How often it asks what has changed. @unit milliseconds */
const EVERY_MS = 1_000;

const element = (id) => document.getElementById(id);
let chosen;

// The part after # is not sent to any server.
element("token").value = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
history.replaceState(null, "", location.pathname);

async function call(path, body) {
  const answer = await fetch(path, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${element("token").value}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.detail);
  return told;
}

function say(problem) {
  element("problem").textContent = problem;
}

function row(...cells) {
  const line = document.createElement("tr");
  for (const cell of cells) {
    const place = document.createElement("td");
    place.append(cell ?? "");
    line.append(place);
  }
  return line;
}

function button(label, work) {
  const one = document.createElement("button");
  one.type = "button";
  one.textContent = label;
  one.addEventListener("click", () => work().then(show, (error) => say(error.message)));
  return one;
}

const time = (text) => (text === null ? "" : new Date(text).toLocaleString());

async function showHealth() {
  const health = await (await fetch("/health")).json();
  const words =
    health.status === "ok"
      ? `All is well. ${health.held_connections} connections are paused by operations.`
      : `${health.overdue_holds} connections are paused for too long, ${health.needing_attention} operations cannot go on, ${health.events_put_aside} events are put aside.`;
  element("health").textContent = words;
  element("health").className = health.status === "ok" ? "" : "red";
}

async function showHolds() {
  const { items } = await call("/holds");
  element("holds").replaceChildren(
    ...items.map((hold) => {
      const line = row(
        hold.connection_id,
        time(hold.since),
        hold.operation_id,
        hold.was_running ? "yes" : "no",
      );
      if (hold.overdue) line.className = "red";
      return line;
    }),
  );
}

async function showEvents() {
  const aside = await call("/events/aside");
  element("aside").replaceChildren(
    ...aside.items.map(({ event_id, name, connection_id, handler, attempts, problem }) => {
      const again = button("Send again", () => call(`/events/${event_id}/send`, "{}"));
      const line = row(name, connection_id, handler, String(attempts), problem, again);
      line.className = "red";
      return line;
    }),
  );
  const activated = await call("/webhooks/reactivations");
  element("reactivations").replaceChildren(
    ...activated.items.map(({ webhook_id, at, problem }) => row(webhook_id, time(at), problem)),
  );
}

async function showOperations() {
  const { items } = await call("/operations?limit=50");
  element("operations").replaceChildren(
    ...items.map((operation) => {
      const { id, kind, connection_id, status, doing, attention, created_at, ended_at } = operation;
      const actions = document.createElement("span");
      actions.append(
        button("Steps", async () => {
          chosen = id;
        }),
      );
      if (ended_at === null) actions.append(button("Cancel", () => call(`/operations/${id}/cancel`, "{}")));
      if (ended_at === null && kind === "maintenanceWindow")
        actions.append(button("End", () => call(`/operations/${id}/end`, "{}")));
      const line = row(
        id,
        kind,
        connection_id,
        doing === null ? status : `${status}: ${doing}`,
        time(created_at),
        time(ended_at),
        actions,
      );
      if (attention !== null) line.className = "red";
      return line;
    }),
  );
}

async function showSteps() {
  if (chosen === undefined) return;
  const { id, attention, failure, outcome, steps } = await call(`/operations/${chosen}`);
  element("one").textContent = [id, attention ?? failure?.message ?? outcome?.note ?? ""].join(" ");
  element("steps").replaceChildren(
    ...steps.map((step) =>
      row(
        step.name,
        String(step.attempts),
        time(step.started_at),
        step.ended_at === null && step.due_at !== null
          ? `waits until ${time(step.due_at)}`
          : time(step.ended_at),
        String(step.api_calls),
        step.failed,
      ),
    ),
  );
}

async function show() {
  try {
    await showHealth();
    if (element("token").value === "") return;
    await showHolds();
    await showOperations();
    await showSteps();
    await showEvents();
    if (element("problem").dataset.kept === undefined) say("");
  } catch (error) {
    say(error.message);
  }
}

element("access").addEventListener("submit", (event) => {
  event.preventDefault();
  void show();
});

element("change").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = element("merge").checked ? "merge_patch" : "new_state";
  const rest = { connection_id: element("connection").value };
  if (element("credentials").value !== "") rest.credentials = element("credentials").value;
  // The state is sent as it was typed: JavaScript would round its numbers.
  const body = `${JSON.stringify(rest).slice(0, -1)},"${field}":${element("state").value}}`;
  call("/state/update?wait=0", body)
    .then(({ id }) => {
      chosen = id;
      delete element("problem").dataset.kept;
    })
    .catch((error) => {
      element("problem").dataset.kept = "";
      say(error.message);
    })
    .then(show);
});

setInterval(show, EVERY_MS);
void show();
