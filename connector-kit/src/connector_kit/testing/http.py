"""HTTP without a network: scripted by the test, or recorded once and replayed."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

from ..http import Request, Response, Transport
from ..secrets import Secrets

__all__ = ["Recorder", "Replay", "ScriptedHttp", "json_response", "query_of"]

Answer = Response | BaseException | Callable[[Request], Response]


def json_response(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A response with a JSON body."""
    return Response(
        status, {"content-type": "application/json", **(headers or {})}, json.dumps(value).encode()
    )


def query_of(request: Request) -> dict[str, str]:
    """The parameters of a request's address; of a repeated one the last."""
    return {
        name: values[-1]
        for name, values in parse_qs(urlsplit(request.url).query, keep_blank_values=True).items()
    }


class ScriptedHttp:
    """A transport whose answers the test gives.

    `on` adds answers for a method and a path. Several for the same are given one after another, and the last for good: a response, an
    error to raise, or a function of the request. A request for which there is none is an AssertionError that lists what there is.
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._answers: dict[tuple[str, str], list[Answer]] = {}
        self._lock = threading.Lock()

    def on(self, method: str, path: str, *answers: Answer) -> ScriptedHttp:
        """Adds answers; returns itself."""
        self._answers.setdefault((method.upper(), path), []).extend(answers)
        return self

    def send(self, request: Request) -> Response:
        key = (request.method.upper(), urlsplit(request.url).path)
        with self._lock:
            self.requests.append(request)
            waiting = self._answers.get(key)
            if not waiting:
                known = ", ".join(f"{method} {path}" for method, path in self._answers) or "nothing"
                raise AssertionError(f"no answer is scripted for {key[0]} {key[1]}; scripted is {known}")
            answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(answer, BaseException):
            raise answer
        return answer if isinstance(answer, Response) else answer(request)


class Recorder:
    """Passes requests on and writes requests and answers into a file, with the secrets blanked out; request headers are not written.

    Look at the file before you commit it: data of customers is no secret of the configuration.
    """

    def __init__(self, inner: Transport, file: str | Path, secrets: Secrets) -> None:
        self._inner = inner
        self._file = Path(file)
        self._secrets = secrets
        self._calls: list[dict[str, object]] = []
        self._lock = threading.Lock()

    def send(self, request: Request) -> Response:
        response = self._inner.send(request)
        with self._lock:
            self._calls.append(
                {
                    "request": _key_of(request, self._secrets),
                    "status": response.status,
                    "headers": {
                        name: self._secrets.blank(value)
                        for name, value in response.headers.items()
                        if name not in {"set-cookie", "authorization"}
                    },
                    **_written(response.body, self._secrets),
                }
            )
            self._file.write_text(json.dumps(self._calls, indent=1) + "\n", encoding="utf-8")
        return response


class Replay:
    """Answers from a recording. Equal requests get their answers in the order of the recording, and the last for good."""

    def __init__(self, file: str | Path, secrets: Secrets | None = None) -> None:
        self._secrets = secrets or Secrets()
        self._file = Path(file)
        self._answers: dict[str, list[Response]] = {}
        self._lock = threading.Lock()
        for call in json.loads(self._file.read_text(encoding="utf-8")):
            self._answers.setdefault(call["request"], []).append(
                Response(call["status"], call["headers"], _read(call))
            )

    def send(self, request: Request) -> Response:
        key = _key_of(request, self._secrets)
        with self._lock:
            waiting = self._answers.get(key)
            if not waiting:
                raise AssertionError(f"{self._file.name} has no answer to: {key}")
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]


def _key_of(request: Request, secrets: Secrets) -> str:
    parts = urlsplit(request.url)
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    address = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, ""))
    body = (request.body or b"").decode("utf-8", "replace")
    return secrets.blank(f"{request.method.upper()} {address} {body}".rstrip())


def _written(body: bytes, secrets: Secrets) -> dict[str, object]:
    try:
        return {"body": secrets.blank(body.decode())}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(body).decode()}


def _read(call: Mapping[str, str]) -> bytes:
    return call["body"].encode() if "body" in call else base64.b64decode(call["base64"])
