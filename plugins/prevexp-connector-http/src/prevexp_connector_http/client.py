"""Requests to one partner: a wait with an end, an answer with a largest size, no redirection, no secret in an error."""

import json
import ssl
from contextlib import closing
from http.client import HTTPException
from time import monotonic
from typing import IO
from typing import Any
from urllib.error import HTTPError
from urllib.error import URLError
from urllib.request import BaseHandler
from urllib.request import HTTPRedirectHandler
from urllib.request import HTTPSHandler
from urllib.request import OpenerDirector
from urllib.request import ProxyHandler
from urllib.request import Request
from urllib.request import build_opener

import attrs

from prevexp.domain.errors import ConnectorFailed
from prevexp.domain.referral import SendingFailure

from .settings import Access

LARGEST_ANSWER = 50_000_000
"""Bytes of the largest answer that is read: fifty megabytes."""

_CHUNK = 65_536
_TOO_LATE = frozenset({408, 504})
_AWAY = frozenset({429, 502, 503})


class _NoRedirection(HTTPRedirectHandler):
    """A redirection is refused: it would carry token and data to a host that nobody named."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@attrs.frozen(kw_only=True)
class Client:
    """Asks one partner; every failure is a ConnectorFailed that says which kind, and nothing else."""

    access: Access

    def get_json(self, path: str) -> Any:
        """Return what the partner says at a path. Raises ConnectorFailed."""
        return _read_json(self.get(path))

    def get(self, path: str) -> bytes:
        """Return the bytes at a path. Raises ConnectorFailed."""
        return self._asked(Request(self._url(path), headers=self._headers()))  # noqa: S310 - Access lets https pass only

    def post_json(self, path: str, said: object, *, key: str) -> Any:
        """Hand something over under an idempotency key and return the partner's answer. Raises ConnectorFailed."""
        headers = self._headers() | {"Content-Type": "application/json", "Idempotency-Key": key}
        body = json.dumps(said, ensure_ascii=False).encode()
        return _read_json(self._asked(Request(self._url(path), data=body, headers=headers, method="POST")))  # noqa: S310

    def _url(self, path: str) -> str:
        return f"{self.access.url.rstrip('/')}/{path}"

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.access.token.reveal()}", "Accept": "application/json, text/csv"}

    def _asked(self, request: Request) -> bytes:
        deadline = monotonic() + self.access.timeout_seconds
        try:
            with closing(self._opener().open(request, timeout=self.access.timeout_seconds)) as answer:
                return _whole(answer, deadline)
        except HTTPError as error:
            error.close()
            reason = _reason(error.code)
        except (TimeoutError, ssl.SSLError, URLError, HTTPException, OSError) as error:
            late = isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError)
            reason = SendingFailure.TIMEOUT if late else SendingFailure.UNREACHABLE
        raise ConnectorFailed(reason.value) from None

    def _opener(self) -> OpenerDirector:
        handlers: list[BaseHandler] = [ProxyHandler({}), _NoRedirection()]
        if self.access.url.startswith("https:"):
            handlers.append(HTTPSHandler(context=ssl.create_default_context(cafile=self.access.ca_file)))
        return build_opener(*handlers)


def _whole(answer: IO[bytes], deadline: float) -> bytes:
    """Read an answer to its end, in time: a partner that says a byte a second is one that does not answer."""
    found = bytearray()
    while part := answer.read(_CHUNK):
        found += part
        if len(found) > LARGEST_ANSWER:
            raise ConnectorFailed(SendingFailure.UNREADABLE.value)
        if monotonic() > deadline:
            raise TimeoutError
    return bytes(found)


def _reason(status: int) -> SendingFailure:
    if status in _TOO_LATE:
        return SendingFailure.TIMEOUT
    return SendingFailure.UNREACHABLE if status in _AWAY else SendingFailure.REFUSED


def _read_json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise ConnectorFailed(SendingFailure.UNREADABLE.value) from None
