"""Pages by cursor, offset, number or link: each row once, and an end that is certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urljoin

from .errors import PagingLoopError
from .http import HttpClient, Response

__all__ = ["Page", "by_cursor", "by_link", "by_number", "by_offset", "next_link"]

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page: its rows, and where the next begins."""

    rows: Sequence[Row]
    next: str | None = None
    """What to ask for next; None or an empty text at the end."""


def by_cursor(fetch: Callable[[str | None], Page[Row]], *, start: str | None = None) -> Iterator[Page[Row]]:
    """Pages that name the cursor of the next one.

    An empty page with a cursor is not the end. A cursor that was there before raises PagingLoopError: some APIs name the last page again.

    :param fetch: one page, from a cursor; None asks for the first.
    :param start: the cursor of an earlier run, to go on there.
    """
    cursor = start
    seen = {start}
    while True:
        page = fetch(cursor)
        yield page
        if not page.next:
            return
        if page.next in seen:
            raise PagingLoopError("the cursor of the next page was read before; going on would never end")
        cursor = page.next
        seen.add(cursor)


def by_offset(
    fetch: Callable[[int, int], Sequence[Row]],
    *,
    limit: int,
    start: int = 0,
    total: Callable[[], int | None] = lambda: None,
) -> Iterator[Page[Row]]:
    """Pages by offset and limit, up to the first empty one.

    The offset moves by the rows that came, not by `limit`: an API that caps the limit below what was asked skips none. Where rows may be
    deleted meanwhile, an offset skips rows whatever one does; page by id then (`connector_kit.ids`).

    :param fetch: rows from an offset on, at most so many.
    :param total: after each page, how many there are in all, where the API says so; saves the last, empty call.
    """
    _require_positive(limit)
    offset = start
    while True:
        rows = fetch(offset, limit)
        if len(rows) == 0:
            return
        offset += len(rows)
        yield Page(rows, str(offset))
        known = total()
        if known is not None and offset >= known:
            return


def by_number(
    fetch: Callable[[int], Sequence[Row]], *, first: int = 1, pages: Callable[[], int | None] = lambda: None
) -> Iterator[Page[Row]]:
    """Pages by number, up to the first empty one. Two equal pages in a row raise PagingLoopError: some APIs repeat the last.

    :param fetch: the rows of the page of that number.
    :param first: the number of the first page; 0 with some APIs.
    :param pages: after each page, how many there are, where the API says so; saves the last, empty call.
    """
    number = first
    before: Sequence[Row] | None = None
    while True:
        rows = fetch(number)
        if len(rows) == 0:
            return
        if before is not None and list(rows) == list(before):
            raise PagingLoopError(
                f"page {number} is the same as the one before; the API may ignore the number"
            )
        yield Page(rows, str(number + 1))
        known = pages()
        if known is not None and number - first + 1 >= known:
            return
        before = rows
        number += 1


def by_link(
    client: HttpClient,
    path: str,
    *,
    params: Mapping[str, object] | None = None,
    link: Callable[[Response], str | None] | None = None,
) -> Iterator[Response]:
    """Responses whose `Link` header (RFC 8288), or what `link` finds in them, names the next address.

    A link is taken from the address of its page on. One to another host is refused by a client with a `base_url`.
    """
    find = link or (lambda response: next_link(response.headers.get("link")))
    response = client.get(path, params)
    seen = {response.url}
    while True:
        yield response
        target = find(response)
        if not target:
            return
        address = urljoin(response.url, target)
        if address in seen:
            raise PagingLoopError("the next link was followed before; going on would never end")
        seen.add(address)
        response = client.get(address)


_PARAMETER = r";\s*([^\s=;,]+)\s*(?:=\s*(\"(?:[^\"\\]|\\.)*\"|[^\s\",;]+))?\s*"
_LINK = re.compile(rf"<([^>]*)>\s*((?:{_PARAMETER})*)")


def next_link(header: str | None) -> str | None:
    """The address with `rel="next"` in a Link header; None where there is none."""
    for match in _LINK.finditer(header or ""):
        for name, value in re.findall(_PARAMETER, match[2]):
            if name.lower() == "rel" and "next" in value.strip('"').lower().split():
                return match[1]
    return None


def _require_positive(limit: int) -> None:
    if limit < 1:
        raise ValueError(f"a page needs a limit of at least 1, not {limit}")
