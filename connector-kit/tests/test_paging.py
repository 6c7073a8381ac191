# Over 300 lines: a test for each way of paging, on one fake API.

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from connector_kit import (
    HttpClient,
    IdPages,
    IdRequest,
    Page,
    Response,
    by_cursor,
    by_link,
    by_number,
    by_offset,
)
from connector_kit.errors import (
    HttpError,
    PagingLoopError,
    PoisonedRecordsError,
    RequestTimeoutError,
    SkippedRowsError,
)
from connector_kit.paging import next_link
from connector_kit.testing import Case, FakeClock, PagedApi, ScriptedHttp, check_paging, json_response

Row = dict[str, Any]


def rows_of(pages: Iterable[Page[Row]]) -> list[Row]:
    return [row for page in pages for row in page.rows]


def test_cursors_are_followed_over_empty_pages() -> None:
    pages = {None: Page([{"id": 1}], "a"), "a": Page([], "b"), "b": Page([{"id": 2}], "")}
    assert rows_of(by_cursor(lambda cursor: pages[cursor])) == [{"id": 1}, {"id": 2}]
    assert rows_of(by_cursor(lambda cursor: pages[cursor], start="b")) == [{"id": 2}]


def test_a_cursor_that_comes_back_ends_in_an_error() -> None:
    pages = by_cursor(lambda cursor: Page([{"id": 1}], "a"))
    next(pages)
    next(pages)
    with pytest.raises(PagingLoopError):
        list(pages)
    with pytest.raises(PagingLoopError):
        list(by_cursor(lambda cursor: Page([{"id": 1}], "a"), start="a"))


@pytest.mark.parametrize("limit", [1, 7, 50])
def test_offsets_read_every_source_to_its_end(limit: int) -> None:
    check_paging(
        lambda api: rows_of(by_offset(api.from_offset, limit=limit)), cases=60, faults=False, changes=False
    )


def test_the_checker_finds_what_offsets_lose_and_shows_a_small_case() -> None:
    with pytest.raises(AssertionError) as caught:
        check_paging(lambda api: rows_of(by_offset(api.from_offset, limit=7)), faults=False)
    text = str(caught.value)
    assert "lost" in text or "doubled" in text
    assert text.count("'delete'") + text.count("'insert'") == 1


def test_the_checker_finds_what_ignores_faults_and_what_was_invented() -> None:
    with pytest.raises(AssertionError, match="HttpError"):
        check_paging(lambda api: rows_of(by_offset(api.from_offset, limit=7)), changes=False)
    with pytest.raises(AssertionError, match="invented"):
        check_paging(lambda api: [{"id": -1}], cases=1)


def test_a_known_total_saves_the_last_call() -> None:
    api = PagedApi(Case(tuple(range(1, 11)), 100))
    assert len(rows_of(by_offset(api.from_offset, limit=5, total=lambda: 10))) == 10
    assert api.calls == 2
    assert len(rows_of(by_offset(api.from_offset, limit=5, start=5, total=lambda: 11))) == 5


def test_numbers_are_read_up_to_the_first_empty_page_or_the_last_known() -> None:
    pages = {0: [{"id": 1}], 1: [{"id": 2}], 2: []}
    assert rows_of(by_number(lambda number: pages[number], first=0)) == [{"id": 1}, {"id": 2}]
    assert rows_of(by_number(lambda number: [{"id": number}], pages=lambda: 3)) == [
        {"id": 1},
        {"id": 2},
        {"id": 3},
    ]


def test_a_page_that_is_repeated_ends_in_an_error() -> None:
    with pytest.raises(PagingLoopError, match="page 2"):
        rows_of(by_number(lambda number: [{"id": 1}]))


@pytest.mark.parametrize(
    ("header", "address"),
    [
        (None, None),
        ('<https://x.test/a?b=1,2>; rel="next"', "https://x.test/a?b=1,2"),
        ('<a>; title="no, <b>; rel=next"; rel="prev", <c>; rel="last next"', "c"),
        ("<d>; rel=NEXT", "d"),
        ('<e>; rel="last"', None),
    ],
)
def test_the_next_link_of_a_header(header: str | None, address: str | None) -> None:
    assert next_link(header) == address


def test_links_are_followed_from_their_page_on() -> None:
    script = ScriptedHttp()
    script.on("GET", "/v1/rows", json_response([1], headers={"link": '<more?page=2>; rel="next"'}))
    script.on("GET", "/v1/more", json_response([2]))
    client = HttpClient("https://api.test/v1", transport=script)
    assert [page.json() for page in by_link(client, "/rows", params={"size": 1})] == [[1], [2]]
    assert script.requests[1].url == "https://api.test/v1/more?page=2"


def test_a_link_in_the_body_and_one_that_leads_back() -> None:
    script = ScriptedHttp().on("GET", "/v1/rows", json_response({"next": "/v1/rows"}))
    client = HttpClient("https://api.test/v1", transport=script)

    def link(response: Response) -> str | None:
        body = response.json()
        return str(body["next"]) if isinstance(body, dict) else None

    with pytest.raises(PagingLoopError):
        list(by_link(client, "/rows", link=link))


def test_a_page_needs_a_limit() -> None:
    with pytest.raises(ValueError):
        list(by_offset(lambda offset, limit: [], limit=0))


@pytest.mark.parametrize("parallel", [1, 2, 4])
@pytest.mark.parametrize("named", [False, True])
def test_ids_read_every_row_once_whatever_happens_meanwhile(parallel: int, named: bool) -> None:
    def read(api: PagedApi) -> Iterable[Row]:
        def next_id(after: int | None) -> int | None:
            return next((own for own in api.present if after is None or own > after), None)

        pages = IdPages(
            api.after_id,
            sizes=(20, 7, 3, 1),
            parallel=parallel,
            poisoned_in_a_row=50,
            next_id=next_id if named else None,
        )
        for batch in pages.read():
            yield from batch.rows

    check_paging(read, cases=250, seed=parallel)


def api_of(count: int, **case: Any) -> PagedApi:
    return PagedApi(Case(tuple(range(1, count + 1)), 10_000, **case))


class Requests:
    def __init__(self, api: PagedApi) -> None:
        self.api = api
        self.seen: list[tuple[Any, int, int]] = []

    def __call__(self, request: IdRequest) -> Sequence[Row]:
        self.seen.append((request.after, request.skip, request.limit))
        return self.api.after_id(request)


def test_pages_shrink_to_what_the_api_bears_and_grow_again() -> None:
    fetch = Requests(api_of(6000, heavy_ids=frozenset({1}), heavy_limit=50))
    batches = list(IdPages(fetch).read())
    assert sum(len(batch.rows) for batch in batches) == 6000
    assert [limit for _, _, limit in fetch.seen[:4]] == [1000, 500, 250, 50]
    assert [limit for _, _, limit in fetch.seen[3:12]] == [50, 50, 50, 250, 250, 250, 500, 500, 500]
    assert fetch.seen[-1][2] == 1000


def test_a_poisoned_record_is_passed_and_named() -> None:
    fetch = Requests(api_of(40, poisoned_ids=frozenset({17, 18})))
    pages = IdPages(fetch, sizes=(10, 1), next_id=lambda after: None if after == 40 else (after or 0) + 1)
    batches = list(pages.read())
    assert [row["id"] for batch in batches for row in batch.rows] == [
        own for own in range(1, 41) if own not in (17, 18)
    ]
    assert [poisoned.key for batch in batches for poisoned in batch.poisoned] == [17, 18]


def test_a_poisoned_record_without_a_name_is_told_by_the_one_before() -> None:
    fetch = Requests(api_of(20, poisoned_ids=frozenset({17, 18, 20})))
    batches = list(IdPages(fetch, sizes=(10, 1)).read())
    assert [poisoned.key for batch in batches for poisoned in batch.poisoned] == [
        "after 16",
        "after 16, number 2",
        "after 19",
    ]
    # The cursor stays before a record at the end of which not even the id is known.
    assert batches[-1].cursor == 19


def test_a_poisoned_last_record_with_a_name_is_passed() -> None:
    fetch = Requests(api_of(3, poisoned_ids=frozenset({3})))
    ids = iter([3, None])
    batches = list(IdPages(fetch, sizes=(10, 1), next_id=lambda after: next(ids)).read(2))
    assert batches[0].cursor == 3
    assert [poisoned.key for poisoned in batches[0].poisoned] == [3]


def test_a_named_record_that_is_gone_ends_the_table() -> None:
    fetch = Requests(api_of(1, poisoned_ids=frozenset({1})))
    batches = list(IdPages(fetch, sizes=(1,), next_id=lambda after: None).read())
    assert [batch.rows for batch in batches] == [[]]


def test_a_poisoned_record_that_is_deleted_meanwhile_makes_nobody_skip_the_next() -> None:
    # Before the third call, which skips the record that failed in the second.
    api = PagedApi(Case((1, 2, 3), 10, poisoned_ids=frozenset({2}), changes=((3, "delete", 2),)))
    batches = list(IdPages(api.after_id, sizes=(1,)).read())
    assert [row["id"] for batch in batches for row in batch.rows] == [1, 3]
    assert [poisoned for batch in batches for poisoned in batch.poisoned] == []


def test_an_api_that_fails_poisons_nothing() -> None:
    def fetch(request: IdRequest) -> Sequence[Row]:
        raise RequestTimeoutError("slow")

    with pytest.raises(PoisonedRecordsError, match="11 records in a row"):
        list(IdPages(fetch).read())


@pytest.mark.parametrize("failing", [(500, 401), (500, 500, 401)])
def test_what_no_size_helps_is_raised_at_once(failing: tuple[int, ...]) -> None:
    statuses = list(failing)

    def fetch(request: IdRequest) -> Sequence[Row]:
        raise HttpError("GET", "/", statuses.pop(0))

    with pytest.raises(HttpError, match="401"):
        list(IdPages(fetch, sizes=(10, 1)).read())


def test_an_error_while_a_record_is_checked_again_is_raised() -> None:
    answers: list[Exception | list[Row]] = [
        HttpError("GET", "/", 500),
        [{"id": 2}],
        HttpError("GET", "/", 403),
    ]

    def fetch(request: IdRequest) -> Sequence[Row]:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(HttpError, match="403"):
        list(IdPages(fetch, sizes=(1,)).read())


def test_a_record_that_cannot_be_transformed_is_poisoned() -> None:
    def transform(row: Any) -> Row:
        if row["id"] == 2:
            raise ValueError("odd")
        return dict(row)

    [batch, *_] = IdPages(api_of(3).after_id, transform=transform).read()
    assert [row["id"] for row in batch.rows] == [1, 3]
    assert [(poisoned.key, poisoned.row) for poisoned in batch.poisoned] == [(2, {"id": 2, "name": "row 2"})]
    assert batch.cursor == 3


def test_a_wrong_order_is_an_error() -> None:
    for ids in ([2, 1], [1, 1], [5, 6]):
        with pytest.raises(SkippedRowsError):
            list(IdPages(lambda request, ids=ids: [{"id": own} for own in ids]).read(5))  # type: ignore[misc]


def test_requests_of_a_wave_run_in_parallel_and_rows_stay_in_order() -> None:
    import threading

    api = api_of(100)
    together = threading.Barrier(4)

    def fetch(request: IdRequest) -> Sequence[Row]:
        if request.after is None:
            # Passes only if four threads are here at once.
            together.wait(30)
        return api.after_id(request)

    batches = list(IdPages(fetch, sizes=(10, 1), parallel=4).read())
    assert [row["id"] for batch in batches for row in batch.rows] == list(range(1, 101))


@pytest.mark.parametrize(
    "options", [{"sizes": ()}, {"sizes": (10, 5)}, {"sizes": (1, 10)}, {"parallel": 0}, {"grow_after": 0}]
)
def test_pages_without_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        IdPages(lambda request: [], **options)


def test_the_clock_of_tests_is_not_the_machines() -> None:
    assert FakeClock().now().year == 2026
