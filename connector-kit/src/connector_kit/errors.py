"""Errors of the kit: each says what failed, where, and what to do next."""

from __future__ import annotations

__all__ = [
    "ColumnClashError",
    "HttpError",
    "KitError",
    "NetworkError",
    "PagingLoopError",
    "PoisonedRecordsError",
    "RequestTimeoutError",
    "RowError",
    "SkippedRowsError",
    "StateError",
    "WindowError",
]


class KitError(Exception):
    """Base of every error that the kit raises on purpose."""


class HttpError(KitError):
    """A response with a status of 400 or more.

    The text holds the method, the address without its query, and the status; the body is kept in `body`, since it may hold data.
    """

    def __init__(
        self, method: str, url: str, status: int, body: bytes = b"", retry_after: float | None = None
    ) -> None:
        super().__init__(f"{method} {url}: status {status}")
        self.method = method
        self.url = url
        self.status = status
        self.body = body
        self.retry_after = retry_after
        """Seconds that the other side asked to wait; None where it said nothing."""


class NetworkError(KitError):
    """No response: no connection, or one that broke."""


class RequestTimeoutError(KitError, TimeoutError):
    """No response in time. It is a `TimeoutError`, which makes pages and windows smaller."""


class PagingLoopError(KitError):
    """The other side named a page that was read before: going on would never end."""


class SkippedRowsError(KitError):
    """Rows came in an order in which going on would skip some."""


class PoisonedRecordsError(KitError):
    """Too many records in a row could not be read: the API is broken, not a record."""


class WindowError(KitError):
    """The smallest time window failed as often as it may be tried."""


class StateError(KitError):
    """A state that cannot be read or saved."""


class RowError(KitError):
    """Rows that do not fit their table's declaration; the text lists every problem of the row."""


class ColumnClashError(KitError):
    """Two values of one record would go into the same column."""
