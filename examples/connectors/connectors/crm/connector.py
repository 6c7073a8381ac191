"""crm: customers, read by id.

The API is asked for customers with an id above the last one, several pages at once. A record that cannot be read becomes a row of the
table `errors` and stops nothing.
"""

from fivetran_connector_sdk import ConfigurationForm, Connector, Logging, Test, form_field
from fivetran_connector_sdk import Operations as op

from connector_kit import (
    ErrorsTable,
    HttpClient,
    IdPages,
    IdRequest,
    RateLimiter,
    SecretLog,
    Secrets,
    State,
    Table,
    Tables,
)
from connector_kit.clock import SYSTEM_CLOCK
from connector_kit.http import UrllibTransport
from connector_kit.values import utc_datetime

TABLES = Tables(
    Table(
        "customers",
        ["id"],
        {"id": "LONG", "name": "STRING", "email": "STRING", "created_at": "UTC_DATETIME", "tags": "JSON"},
    )
)

# Columns that are blocked or hashed at the destination: their values do not get into the table of errors either.
HIDDEN = {"customers": ["email"]}

# Tests put their own in their place.
TRANSPORT = UrllibTransport()
CLOCK = SYSTEM_CLOCK


def make_client(configuration: dict) -> HttpClient:
    headers = {"authorization": f"Bearer {configuration['bearer_token']}"}
    limiter = RateLimiter(20, 1.0, clock=CLOCK)
    return HttpClient(
        configuration["base_url"], headers=headers, limiter=limiter, transport=TRANSPORT, clock=CLOCK
    )


def make_customer(row: dict) -> dict:
    return {
        "id": row["id"],
        "name": row["name"],
        "email": row["email"],
        "created_at": utc_datetime(row["created_at"]),
        "tags": row.get("tags", []),
    }


def schema(configuration: dict) -> list:
    return [*TABLES.declaration(), ErrorsTable(op.upsert).declaration()]


def update(configuration: dict, state: dict) -> None:
    secrets = Secrets.of(configuration, public=["base_url"])
    log = SecretLog(Logging, secrets)
    client = make_client(configuration)
    errors = ErrorsTable(op.upsert, secrets=secrets, hidden=HIDDEN, clock=CLOCK)
    upsert = TABLES.checked(op.upsert)
    progress = State.load(state, version=1)

    def fetch(request: IdRequest) -> list:
        params = {"after": request.after, "skip": request.skip, "limit": request.limit}
        return client.get_json("/customers", params)["customers"]

    pages = IdPages(fetch, transform=make_customer, parallel=4)
    for batch in pages.read(progress.get("customers")):
        for row in batch.rows:
            upsert("customers", row)
        errors.write("customers", batch.poisoned)
        progress["customers"] = batch.cursor
        progress.checkpoint(op.checkpoint)
        log.fine(f"customers up to {batch.cursor}")


def configuration_form() -> ConfigurationForm:
    form = ConfigurationForm()
    form.add_field(form_field.TextField("base_url", "Address of the API", required=True))
    form.add_field(
        form_field.TextField("bearer_token", "Token", form_field.TextField.password, required=True)
    )
    form.add_test(label="The token is accepted", func=accepts_token)
    return form


def accepts_token(configuration: dict):
    response = make_client(configuration).get("/customers", {"limit": 1})
    return Test.success() if response.status == 200 else Test.failure(f"status {response.status}")


connector = Connector(update=update, schema=schema, configuration_form=configuration_form)

if __name__ == "__main__":
    connector.debug()
