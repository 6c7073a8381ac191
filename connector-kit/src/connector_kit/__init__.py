"""What connectors for Fivetran's Connector SDK write again and again. Each part is usable alone."""

from .clock import Clock
from .errors import KitError
from .http import HttpClient, Request, Response
from .ids import PAGE_SIZES, IdBatch, IdPages, IdRequest
from .log import SecretFilter, SecretLog
from .oauth import OAuthToken
from .paging import Page, by_cursor, by_link, by_number, by_offset
from .poison import ErrorsTable, Poisoned
from .rate import RateLimiter
from .retry import RetryPolicy, call_with_retries
from .secrets import Secrets
from .state import State
from .tables import Table, Tables
from .windows import TimeWindows, Window, WindowProgress, WindowResult, poll_until

__all__ = [
    "PAGE_SIZES",
    "Clock",
    "ErrorsTable",
    "HttpClient",
    "IdBatch",
    "IdPages",
    "IdRequest",
    "KitError",
    "OAuthToken",
    "Page",
    "Poisoned",
    "RateLimiter",
    "Request",
    "Response",
    "RetryPolicy",
    "SecretFilter",
    "SecretLog",
    "Secrets",
    "State",
    "Table",
    "Tables",
    "TimeWindows",
    "Window",
    "WindowProgress",
    "WindowResult",
    "by_cursor",
    "by_link",
    "by_number",
    "by_offset",
    "call_with_retries",
    "poll_until",
]
