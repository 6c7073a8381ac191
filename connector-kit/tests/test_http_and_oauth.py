from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from connector_kit import HttpClient, OAuthToken, RateLimiter, Request, Response, RetryPolicy, Secrets
from connector_kit.errors import HttpError, KitError, NetworkError, RequestTimeoutError
from connector_kit.http import UrllibTransport
from connector_kit.testing import FakeClock, Recorder, Replay, ScriptedHttp, json_response, query_of

BASE = "https://api.test/v1"


def client(script: ScriptedHttp, clock: FakeClock | None = None, **options: object) -> HttpClient:
    return HttpClient(BASE, transport=script, clock=clock or FakeClock(), **options)  # type: ignore[arg-type]


def test_parameters_that_are_none_are_left_out_and_others_encoded() -> None:
    script = ScriptedHttp().on("GET", "/v1/rows", json_response([1]))
    assert client(script).get_json("/rows", {"after": None, "q": "a b&c", "many": [1, 2]}) == [1]
    assert script.requests[0].url == f"{BASE}/rows?q=a+b%26c&many=1&many=2"
    client(script).get("rows?x=1", {"y": 2})
    assert query_of(script.requests[1]) == {"x": "1", "y": "2"}


def test_an_answer_that_failed_is_an_error_without_query_or_body_in_its_text() -> None:
    script = ScriptedHttp().on("GET", "/v1/rows", json_response({"who": "jane@x.test"}, 404))
    with pytest.raises(HttpError) as caught:
        client(script).get("/rows", {"token": "abc"})
    assert str(caught.value) == f"GET {BASE}/rows: status 404"
    assert b"jane" in caught.value.body


def test_a_get_is_repeated_and_a_post_only_where_nothing_was_done() -> None:
    clock = FakeClock()
    script = ScriptedHttp().on("GET", "/v1/a", Response(503), json_response(1))
    script.on("POST", "/v1/b", Response(503)).on("POST", "/v1/c", Response(429), json_response(2))
    assert client(script, clock).get_json("/a") == 1
    with pytest.raises(HttpError):
        client(script, clock).post_json("/b", {})
    assert client(script, clock).post_json("/c", {"x": 1}) == 2
    assert [request.body for request in script.requests[-2:]] == [b'{"x": 1}'] * 2
    assert script.requests[-1].headers["content-type"] == "application/json"


def test_a_post_that_does_no_harm_twice_is_repeated() -> None:
    script = ScriptedHttp().on("POST", "/v1/b", NetworkError("gone"), json_response(1))
    assert client(script, retry_unsafe=True).post_json("/b", {}) == 1


def test_a_429_pauses_all_calls_of_the_limiter() -> None:
    clock = FakeClock()
    limiter = RateLimiter(100, 1, clock=clock)
    script = ScriptedHttp().on("GET", "/v1/a", Response(429, {"retry-after": "50"}), json_response(1))
    with pytest.raises(HttpError) as caught:
        client(script, clock, limiter=limiter, retry=RetryPolicy(tries=1)).get("/a")
    assert caught.value.retry_after == 50
    limiter.wait()
    assert clock.monotonic() == 50


def test_another_host_is_not_called_with_the_credentials() -> None:
    script = ScriptedHttp()
    with pytest.raises(KitError, match="another host"):
        client(script).get("https://other.test/v1/rows?token=abc")
    assert script.requests == []


def test_what_is_no_json_is_told_without_its_content() -> None:
    script = ScriptedHttp().on("GET", "/v1/a", Response(200, {"content-type": "text/html"}, b"<p>jane"))
    with pytest.raises(KitError, match="7 bytes of text/html") as caught:
        client(script).get_json("/a")
    assert "jane" not in str(caught.value)


def oauth(script: ScriptedHttp, clock: FakeClock, **options: object) -> OAuthToken:
    http = HttpClient(transport=script, clock=clock)
    return OAuthToken("https://login.test/token", "me", "hush", http=http, clock=clock, **options)  # type: ignore[arg-type]


def issued(token: str, **more: object) -> Response:
    return json_response({"access_token": token, **more})


def test_a_token_is_fetched_once_and_renewed_before_it_ends() -> None:
    clock = FakeClock()
    secrets = Secrets()
    script = ScriptedHttp().on("POST", "/token", issued("first", expires_in=600), issued("second"))
    token = oauth(script, clock, secrets=secrets, scope="read", extra={"audience": "api"})
    assert token.headers() == token.headers() == {"authorization": "Bearer first"}
    sent = parse_qs((script.requests[0].body or b"").decode())
    assert sent["grant_type"] == ["client_credentials"]
    assert sent["scope"] == ["read"]
    assert sent["audience"] == ["api"]
    clock.advance(541)
    assert token.headers() == {"authorization": "Bearer second"}
    assert secrets.blank("first, second") == "[secret], [secret]"
    clock.advance(3539)
    assert len(script.requests) == 2
    assert "hush" not in repr(token)


def test_a_rotated_refresh_token_is_told_and_used() -> None:
    clock = FakeClock()
    rotated: list[str] = []
    secrets = Secrets()
    script = ScriptedHttp().on(
        "POST",
        "/token",
        issued("a", refresh_token="r2", expires_in="odd"),
        issued("b", refresh_token="r2", expires_in=2),
    )
    token = oauth(script, clock, refresh_token="r1", on_rotation=rotated.append, secrets=secrets)
    token.headers()
    assert rotated == ["r2"]
    assert token.refresh({"authorization": "Bearer a"})
    assert parse_qs((script.requests[1].body or b"").decode())["refresh_token"] == ["r2"]
    clock.advance(0.5)
    assert token.headers() == {"authorization": "Bearer b"}
    assert len(script.requests) == 2


def test_a_rotation_that_nobody_asked_about_is_kept() -> None:
    script = ScriptedHttp().on("POST", "/token", issued("a", refresh_token="r2"))
    token = oauth(script, FakeClock(), refresh_token="r1")
    token.headers()
    assert token.refresh_token == "r2"


def test_a_401_renews_the_token_once_for_all_threads() -> None:
    clock = FakeClock()
    script = ScriptedHttp().on("POST", "/token", issued("old"), issued("new"))
    script.on(
        "GET",
        "/v1/a",
        lambda request: Response(401 if request.headers["authorization"] == "Bearer old" else 200),
    )
    token = oauth(script, clock)
    api = client(script, clock, authorization=token)
    assert api.get("/a").status == 200
    assert token.refresh({"authorization": "Bearer old"})
    assert token.headers() == {"authorization": "Bearer new"}
    assert [request.method for request in script.requests].count("POST") == 2


def test_an_answer_without_a_token_says_what_to_check() -> None:
    for answer in (json_response({"error": "x"}), json_response([])):
        with pytest.raises(KitError, match="access_token"):
            oauth(ScriptedHttp().on("POST", "/token", answer), FakeClock()).headers()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.2:1/stolen")
            self.end_headers()
        elif self.path == "/near":
            self.send_response(302)
            self.send_header("Location", "/here?x=1")
            self.end_headers()
        elif self.path.startswith("/slow"):
            self.server.stop_waiting.wait()  # type: ignore[attr-defined]
        elif self.path == "/drop":
            self.close_connection = True
        else:
            status = 418 if self.path == "/tea" else 200
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps({"path": self.path, "auth": self.headers["authorization"]}).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.stop_waiting = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}"
    finally:
        http.stop_waiting.set()  # type: ignore[attr-defined]
        http.shutdown()
        http.server_close()
        thread.join()


def test_the_real_transport_returns_every_answer_and_follows_redirects_of_the_host(server: str) -> None:
    transport = UrllibTransport(ssl.create_default_context())
    answer = transport.send(Request("GET", f"{server}/near", {"authorization": "x"}))
    assert answer.json() == {"path": "/here?x=1", "auth": "x"}
    assert answer.url == f"{server}/here?x=1"
    assert transport.send(Request("GET", f"{server}/tea")).status == 418


def test_the_real_transport_sends_credentials_to_no_other_host(server: str) -> None:
    with pytest.raises(KitError, match="redirected to"):
        UrllibTransport().send(Request("GET", f"{server}/away", {"authorization": "x"}))


def test_the_real_transport_says_what_happened(server: str) -> None:
    transport = UrllibTransport()
    with pytest.raises(RequestTimeoutError, match=r"0\.05 s"):
        transport.send(Request("GET", f"{server}/slow?token=abc", timeout=0.05))
    with pytest.raises(NetworkError):
        transport.send(Request("GET", f"{server}/drop"))
    with pytest.raises(NetworkError, match=r"GET http://127\.0\.0\.1:1/x: "):
        transport.send(Request("GET", "http://127.0.0.1:1/x?token=abc"))
    with pytest.raises(KitError, match="only http"):
        transport.send(Request("GET", "file:///etc/passwd"))


def test_a_connect_time_out_is_a_time_out(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def slow(*_: object, **__: object) -> socket.socket:
        raise TimeoutError("timed out")

    monkeypatch.setattr(socket, "create_connection", slow)
    with pytest.raises(RequestTimeoutError):
        UrllibTransport().send(Request("GET", "http://127.0.0.1:1/x"))


def test_a_recording_holds_no_secret_and_replays(tmp_path: Path) -> None:
    file = tmp_path / "recording.json"
    secrets = Secrets(["abcdef"])
    script = ScriptedHttp().on("GET", "/v1/a", json_response({"echo": "abcdef"}), json_response({"echo": 2}))
    script.on("POST", "/v1/b", Response(200, {"set-cookie": "abc", "x": "abcdef"}, b"\xff\x00"))
    recording = HttpClient(
        BASE, transport=Recorder(script, file, secrets), headers={"authorization": "abcdef"}
    )
    recording.get("/a", {"token": "abcdef", "n": 1})
    recording.get("/a", {"token": "abcdef", "n": 1})
    recording.send("POST", "/b", json_body={"p": "abcdef"})
    text = file.read_text()
    assert "abcdef" not in text
    assert "cookie" not in text
    replayed = HttpClient(BASE, transport=Replay(file, secrets))
    assert replayed.get_json("/a", {"n": 1, "token": "abcdef"}) == {"echo": "[secret]"}
    assert [replayed.get_json("/a", {"n": 1, "token": "abcdef"}) for _ in range(2)] == [{"echo": 2}] * 2
    assert replayed.send("POST", "/b", json_body={"p": "abcdef"}).body == b"\xff\x00"
    with pytest.raises(AssertionError, match="no answer"):
        HttpClient(BASE, transport=Replay(file)).get("/c")


def test_an_unscripted_request_says_what_is_scripted() -> None:
    with pytest.raises(AssertionError, match="scripted is nothing"):
        ScriptedHttp().send(Request("GET", "https://x.test/a"))
    with pytest.raises(AssertionError, match="scripted is GET /b"):
        ScriptedHttp().on("get", "/b", Response(200)).send(Request("GET", "https://x.test/a"))
