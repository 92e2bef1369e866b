"""A partner's service as a fake for tests: a real server on this machine, that keeps, leaves, and misbehaves if asked.

It shows what a partner has to offer: `GET` and `POST referrals`, `GET answers`, `GET answers/<name>`, `POST receipts`.
"""

import json
import ssl
from collections.abc import Mapping
from collections.abc import Sequence
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from threading import Event
from threading import Lock
from threading import Thread
from typing import Any
from typing import Self

import attrs

from prevexp.testing.connectors import Upset

TOKEN = "jeton-de-demonstration"  # noqa: S105 - a fake's


@attrs.define(kw_only=True)
class FakeService:
    """The partner's side; a context manager that stops its server."""

    tls: ssl.SSLContext | None = None
    rows: dict[str, Any] = attrs.field(factory=dict)
    files: list[tuple[str, bytes]] = attrs.field(factory=list)
    receipts: dict[str, Any] = attrs.field(factory=dict)
    requests: int = 0
    _upset: tuple[Upset, int] | None = None
    _well: Event = attrs.field(factory=Event)
    _lock: Lock = attrs.field(factory=Lock)
    _server: ThreadingHTTPServer = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Start the server on a free port of this machine."""
        self._server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"service": self}))
        if self.tls is not None:
            self._server.socket = self.tls.wrap_socket(self._server.socket, server_side=True)
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.calm()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where it is reached."""
        scheme = "http" if self.tls is None else "https"
        return f"{scheme}://localhost:{self._server.server_port}/v1"

    def kept(self) -> Sequence[tuple[str, Mapping[str, str]]]:
        """Return every row it has, in the order they came."""
        return [
            (row["reference"], {name: str(one) for name, one in row["values"].items()}) for row in self.rows.values()
        ]

    def leave(self, content: bytes, *, suffix: str = ".csv") -> None:
        """Leave a file for the team."""
        self.files.append((f"reponses-{len(self.files) + 1}{suffix}", content))

    def upset(self, how: Upset, *, after: int = 0) -> None:
        """Let one request go wrong, after so many that go well."""
        self._well.clear()
        self._upset = (how, after)

    def calm(self) -> None:
        """Let every request go well again, those that still wait included."""
        self._upset = None
        self._well.set()

    def mood(self) -> Upset | None:
        """Return how the request that comes now goes wrong."""
        with self._lock:
            self.requests += 1
            if self._upset is None:
                return None
            how, after = self._upset
            self._upset = None if after == 0 else (how, after - 1)
            return how if after == 0 else None

    def wait(self) -> None:
        """Say nothing until somebody calms it."""
        self._well.wait(60)

    def answer(self, method: str, path: str, said: Any) -> object:
        """Carry a request out and return what is answered: bytes as they are, the rest as JSON, None: not found."""
        match method, path.removeprefix("/v1/").split("/"):
            case "GET", ["referrals"]:
                return {"rows": {name: row["on"] for name, row in self.rows.items()}}
            case "POST", ["referrals"]:
                for row in said["rows"]:
                    self.rows.setdefault(row["id"], row)
                return {"rows": {row["id"]: self.rows[row["id"]]["on"] for row in said["rows"]}}
            case "GET", ["answers"]:
                return {"files": [{"name": name, "sha256": sha256(one).hexdigest()} for name, one in self.files]}
            case "GET", ["answers", name]:
                return dict(self.files).get(name)
            case "POST", ["receipts"]:
                self.receipts[said["sha256"]] = said["lines"]
                return {}
        return None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that went away: tests make it go."""


class _Handler(BaseHTTPRequestHandler):
    service: FakeService
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._do("GET", None)

    def do_POST(self) -> None:
        self._do("POST", json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def log_message(self, *_: object) -> None:
        """Write no log: paths and addresses are nobody's business."""

    def _do(self, method: str, said: Any) -> None:
        self.close_connection = True
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            self._say(HTTPStatus.UNAUTHORIZED, b"")
            return
        match self.service.mood():
            case Upset.ANSWER_LOST:
                self.service.answer(method, self.path, said)
            case Upset.SILENT:
                self.service.wait()
            case Upset.REFUSED:
                self._say(HTTPStatus.UNPROCESSABLE_ENTITY, json.dumps(said).encode())
            case Upset.GARBLED:
                self._say(HTTPStatus.OK, b"<html>maintenance")
            case None:
                self._answer(self.service.answer(method, self.path, said))

    def _answer(self, found: object) -> None:
        if found is None:
            self._say(HTTPStatus.NOT_FOUND, b"")
        else:
            self._say(HTTPStatus.OK, found if isinstance(found, bytes) else json.dumps(found).encode())

    def _say(self, status: HTTPStatus, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
