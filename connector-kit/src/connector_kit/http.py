"""HTTP for connectors: the standard library's, with retries, limits, tokens, and errors that hold no secret."""

from __future__ import annotations

import json
import random
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Any, Protocol
from urllib.parse import urlencode, urlsplit, urlunsplit

from .clock import SYSTEM_CLOCK, Clock
from .errors import HttpError, KitError, NetworkError, RequestTimeoutError
from .rate import RateLimiter
from .retry import RetryPolicy, call_with_retries, is_retryable, read_retry_after

__all__ = [
    "Authorization",
    "HttpClient",
    "Request",
    "Response",
    "Transport",
    "UrllibTransport",
    "without_query",
]


@dataclass(frozen=True)
class Request:
    """One call as it goes out."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)
    timeout: float = 60.0
    """Seconds for each step of the connection, not for the whole call."""


@dataclass(frozen=True)
class Response:
    """One answer. Header names are in lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    url: str = ""

    def json(self) -> object:
        """The body, read as JSON; numbers with a fraction are floats. Raises a KitError that names the address and shows no data."""
        try:
            parsed: object = json.loads(self.body)
        except ValueError as error:
            kind = self.headers.get("content-type", "no content type")
            raise KitError(
                f"{without_query(self.url)}: {len(self.body)} bytes of {kind} where JSON was expected ({type(error).__name__})"
            ) from None
        return parsed


class Transport(Protocol):
    """Sends one request. It raises NetworkError or RequestTimeoutError where there is no answer, and returns every answer."""

    def send(self, request: Request) -> Response: ...


class Authorization(Protocol):
    """Puts credentials on requests: `OAuthToken` is one."""

    def headers(self) -> Mapping[str, str]:
        """Headers with credentials that hold now."""
        ...

    def refresh(self, refused: Mapping[str, str]) -> bool:
        """After a 401 to those headers: whether there are other credentials now."""
        ...


class UrllibTransport:
    """`urllib.request`. Redirects that leave the host are refused: the credentials in the headers are meant for one host only."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        handlers: list[urllib.request.BaseHandler] = [_SameHostRedirects(), _AnswersAreNoErrors()]
        if context is not None:
            handlers.append(urllib.request.HTTPSHandler(context=context))
        self._opener = urllib.request.build_opener(*handlers)

    def send(self, request: Request) -> Response:
        if urlsplit(request.url).scheme not in {"http", "https"}:
            raise KitError(f"{without_query(request.url)}: only http and https addresses are called")
        outgoing = urllib.request.Request(
            request.url, data=request.body, headers=dict(request.headers), method=request.method
        )
        where = f"{request.method} {without_query(request.url)}"
        try:
            with self._opener.open(outgoing, timeout=request.timeout) as answer:
                headers = {name.lower(): value for name, value in answer.headers.items()}
                return Response(answer.status, headers, answer.read(), answer.url)
        except TimeoutError as error:
            raise RequestTimeoutError(f"{where}: no answer in {request.timeout:g} s") from error
        except (urllib.error.URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise RequestTimeoutError(f"{where}: no answer in {request.timeout:g} s") from error
            if isinstance(reason, KitError):
                raise reason from None
            raise NetworkError(f"{where}: {type(reason).__name__}: {reason}") from error


class _SameHostRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not same_origin(req.full_url, newurl):
            fp.close()
            raise urllib.error.URLError(
                KitError(
                    f"{without_query(req.full_url)}: redirected to {without_query(newurl)}, another host; "
                    "the credentials are not sent there. Use that address from the start if it is meant."
                )
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _AnswersAreNoErrors(urllib.request.HTTPErrorProcessor):
    """Every answer but a redirect is returned, whatever its status."""

    def http_response(self, request: urllib.request.Request, response: HTTPResponse) -> Any:
        if 300 <= response.status < 400 and response.status != 304:
            return super().http_response(request, response)
        return response

    https_response = http_response


@dataclass
class HttpClient:
    """Calls an API: addresses from `base_url` on, JSON in and out, retries, one rate limiter, one place for credentials.

    Methods that change something are repeated only where the answer says that nothing was done (425, 429), unless
    `retry_unsafe` says that a repetition does no harm.
    """

    base_url: str = ""
    authorization: Authorization | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    limiter: RateLimiter | None = None
    timeout: float = 60.0
    transport: Transport = field(default_factory=UrllibTransport)
    clock: Clock = SYSTEM_CLOCK
    rng: random.Random = field(default_factory=random.Random)
    retry_unsafe: bool = False
    on_retry: Callable[[BaseException, int, float], None] | None = None

    def get(self, path: str, params: Mapping[str, object] | None = None) -> Response:
        """GET; parameters that are None are left out."""
        return self.send("GET", path, params=params)

    def get_json(self, path: str, params: Mapping[str, object] | None = None) -> object:
        """GET, and the body as JSON."""
        return self.get(path, params).json()

    def post_json(self, path: str, value: object) -> object:
        """POST of JSON, and the body as JSON."""
        return self.send("POST", path, json_body=value).json()

    def send(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, object] | None = None,
        json_body: object = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """One call with its retries. Raises HttpError for a status of 400 or more, NetworkError or RequestTimeoutError for no answer."""
        request = Request(
            method, self._address(path, params), {**self.headers, **(headers or {})}, body, self.timeout
        )
        if json_body is not None:
            encoded = json.dumps(json_body).encode()
            request = replace(
                request, body=encoded, headers={"content-type": "application/json", **request.headers}
            )
        safe = self.retry_unsafe or method.upper() in {"GET", "HEAD", "OPTIONS"}
        return call_with_retries(
            lambda: self._try(request),
            policy=self.retry,
            retryable=is_retryable if safe else _was_not_done,
            on_retry=self.on_retry,
            clock=self.clock,
            rng=self.rng,
        )

    def _try(self, request: Request) -> Response:
        authorization = self.authorization
        if authorization is None:
            return self._judge(request, self._send_once(request))
        own = authorization.headers()
        response = self._send_once(replace(request, headers={**request.headers, **own}))
        if response.status == 401 and authorization.refresh(own):
            own = authorization.headers()
            response = self._send_once(replace(request, headers={**request.headers, **own}))
        return self._judge(request, response)

    def _send_once(self, request: Request) -> Response:
        if self.limiter is not None:
            self.limiter.wait()
        return self.transport.send(request)

    def _judge(self, request: Request, response: Response) -> Response:
        if response.status < 400:
            return replace(response, url=response.url or request.url)
        wait = read_retry_after(response.headers.get("retry-after"), self.clock.now())
        if response.status == 429 and self.limiter is not None:
            # What holds for one thread holds for all.
            self.limiter.pause(wait or 0.0)
        raise HttpError(request.method, without_query(request.url), response.status, response.body, wait)

    def _address(self, path: str, params: Mapping[str, object] | None) -> str:
        base = self.base_url
        address = path if _is_absolute(path) or base == "" else f"{base.rstrip('/')}/{path.lstrip('/')}"
        if base != "" and not same_origin(base, address):
            raise KitError(
                f"{without_query(address)} is on another host than {without_query(base)}: the credentials are not sent there. "
                "Make a client of its own for that host."
            )
        given = {name: value for name, value in (params or {}).items() if value is not None}
        if not given:
            return address
        return address + ("&" if urlsplit(address).query else "?") + urlencode(given, doseq=True)


def _was_not_done(error: BaseException) -> bool:
    return isinstance(error, HttpError) and error.status in {425, 429}


def _is_absolute(path: str) -> bool:
    return urlsplit(path).scheme in {"http", "https"}


def same_origin(one: str, other: str) -> bool:
    """Whether two addresses have the same scheme, host and port."""
    return _origin(one) == _origin(other)


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def without_query(url: str) -> str:
    """The address without user, query and fragment, which may hold secrets."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))
