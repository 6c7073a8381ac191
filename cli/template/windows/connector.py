"""my_connector: reports of an advertising platform, read by time.

A report is ordered, prepared for a while, and fetched. Long ones time out: windows of three months are halved until the platform bears
them, and each is checkpointed before the next begins.
"""

from datetime import timezone

from fivetran_connector_sdk import ConfigurationForm, Connector, Logging, Test, form_field
from fivetran_connector_sdk import Operations as op

from connector_kit import (
    HttpClient,
    OAuthToken,
    SecretLog,
    Secrets,
    State,
    Table,
    Tables,
    TimeWindows,
    Window,
    WindowProgress,
    poll_until,
)
from connector_kit.clock import SYSTEM_CLOCK
from connector_kit.http import UrllibTransport
from connector_kit.values import decimal_text, naive_date, parse_datetime, utc_datetime

TABLES = Tables(
    Table(
        "campaign_days",
        ["campaign_id", "day"],
        {"campaign_id": "STRING", "day": "NAIVE_DATE", "clicks": "LONG", "cost": "DECIMAL(12,2)"},
    )
)

# Seconds that the platform may take for one report.
REPORT_SECONDS = 600

# Tests put their own in their place.
TRANSPORT = UrllibTransport()
CLOCK = SYSTEM_CLOCK


def make_client(configuration: dict, secrets: Secrets) -> HttpClient:
    token = OAuthToken(
        f"{configuration['base_url']}/token",
        configuration["client_id"],
        configuration["client_secret"],
        http=HttpClient(transport=TRANSPORT, clock=CLOCK, retry_unsafe=True),
        secrets=secrets,
        clock=CLOCK,
    )
    return HttpClient(configuration["base_url"], authorization=token, transport=TRANSPORT, clock=CLOCK)


def make_row(row: dict) -> dict:
    return {
        "campaign_id": str(row["campaign"]),
        "day": naive_date(row["day"]),
        "clicks": row["clicks"],
        "cost": decimal_text(row["cost"], scale=2),
    }


def schema(configuration: dict) -> list:
    return TABLES.declaration()


def update(configuration: dict, state: dict) -> None:
    secrets = Secrets.of(configuration, public=["base_url", "since"])
    log = SecretLog(Logging, secrets)
    client = make_client(configuration, secrets)
    upsert = TABLES.checked(op.upsert)
    progress = State.load(state, version=1)

    def read_report(window: Window) -> list:
        order = {"from": utc_datetime(window.start), "to": utc_datetime(window.end)}
        report = client.post_json("/reports", order)["id"]

        def ready():
            answer = client.get_json(f"/reports/{report}")
            return answer["rows"] if answer["status"] == "ready" else None

        return poll_until(ready, timeout_seconds=REPORT_SECONDS, clock=CLOCK)

    saved = progress.get("reports")
    since = (
        parse_datetime(configuration["since"], zone=timezone.utc)
        if saved is None
        else WindowProgress.from_state(saved)
    )
    for result in TimeWindows(read_report, clock=CLOCK).read(since):
        for row in result.data:
            upsert("campaign_days", make_row(row))
        progress["reports"] = result.progress.to_state()
        progress.checkpoint(op.checkpoint)
        log.info(f"reports up to {result.window.end.date()}: {len(result.data)} rows")


def configuration_form() -> ConfigurationForm:
    form = ConfigurationForm()
    form.add_field(form_field.TextField("base_url", "Address of the API", required=True))
    form.add_field(form_field.TextField("client_id", "Client id", required=True))
    form.add_field(
        form_field.TextField("client_secret", "Client secret", form_field.TextField.password, required=True)
    )
    form.add_field(form_field.TextField("since", "First day, as 2024-01-31", required=True))
    form.add_test(label="The client is accepted", func=accepts_client)
    return form


def accepts_client(configuration: dict):
    client = make_client(configuration, Secrets.of(configuration, public=["base_url", "since"]))
    response = client.get("/me")
    return Test.success() if response.status == 200 else Test.failure(f"status {response.status}")


connector = Connector(update=update, schema=schema, configuration_form=configuration_form)

if __name__ == "__main__":
    connector.debug()
