"""Access tokens that are renewed when they must be."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from .clock import SYSTEM_CLOCK, Clock
from .errors import KitError
from .http import HttpClient
from .secrets import Secrets

__all__ = ["OAuthToken"]

# An access token that says nothing of its life is taken to live this long, in seconds.
_UNSAID_LIFE = 3600.0


@dataclass
class OAuthToken:
    """A bearer token from an OAuth 2.0 token endpoint; one for all threads.

    Without `refresh_token` it is the grant `client_credentials`, with it `refresh_token`. It is renewed `early_seconds` before it ends
    and after a 401, once for all threads that met the same one.

    A provider that hands out a new refresh token each time makes the old one worthless: `on_rotation` is called with the new one before
    anything else happens. The configuration of a connection cannot be changed by its connector, so keep it where the next sync finds it.
    """

    token_url: str
    client_id: str
    client_secret: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    scope: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Further fields of the request, for instance an audience."""
    http: HttpClient = field(default_factory=lambda: HttpClient(retry_unsafe=True))
    secrets: Secrets | None = None
    """Is told each token, so that no log prints it."""
    on_rotation: Callable[[str], None] | None = None
    early_seconds: float = 60.0
    clock: Clock = SYSTEM_CLOCK

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._access_token: str | None = None
        self._ends = 0.0

    def headers(self) -> Mapping[str, str]:
        """The Authorization header with a token that still holds; calls the token endpoint where there is none."""
        with self._lock:
            if self._access_token is None or self.clock.monotonic() >= self._ends:
                self._renew()
            return {"authorization": f"Bearer {self._access_token}"}

    def refresh(self, refused: Mapping[str, str]) -> bool:
        """Renews the token unless another thread has done so since the refused call."""
        with self._lock:
            if refused.get("authorization") == f"Bearer {self._access_token}":
                self._renew()
            return True

    def _renew(self) -> None:
        fields = {
            "grant_type": "client_credentials" if self.refresh_token is None else "refresh_token",
            "client_id": self.client_id,
            "client_secret": self.client_secret,
            **self.extra,
        }
        if self.refresh_token is not None:
            fields["refresh_token"] = self.refresh_token
        if self.scope is not None:
            fields["scope"] = self.scope
        headers = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
        answer = self.http.send(
            "POST", self.token_url, body=urlencode(fields).encode(), headers=headers
        ).json()
        token = answer.get("access_token") if isinstance(answer, dict) else None
        if not isinstance(answer, dict) or not isinstance(token, str) or token == "":
            raise KitError(
                f"{self.token_url}: the answer has no access_token; check the client's id, secret and scope"
            )
        self._keep(token, answer)

    def _keep(self, token: str, answer: Mapping[str, object]) -> None:
        if self.secrets is not None:
            self.secrets.add(token)
        rotated = answer.get("refresh_token")
        if isinstance(rotated, str) and rotated not in ("", self.refresh_token):
            if self.secrets is not None:
                self.secrets.add(rotated)
            self.refresh_token = rotated
            if self.on_rotation is not None:
                self.on_rotation(rotated)
        try:
            life = float(str(answer.get("expires_in", _UNSAID_LIFE)))
        except ValueError:
            life = _UNSAID_LIFE
        # A token that lives shorter than it is renewed early would be renewed at each call.
        self._ends = self.clock.monotonic() + max(life - self.early_seconds, life / 2)
        self._access_token = token
