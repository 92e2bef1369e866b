"""The agent: it holds the master key, wraps and unwraps for whoever may open its socket, and never gives the key."""

import json
import os
from pathlib import Path
from socketserver import StreamRequestHandler
from socketserver import ThreadingUnixStreamServer
from typing import Any

from prevexp.domain.errors import PrevexpError
from prevexp.storage.keys import KeyProvider

_LONGEST = 65_536


class Agent(ThreadingUnixStreamServer):
    """Answers on a socket that only its owner can open."""

    daemon_threads = True

    def __init__(self, socket: Path, key: KeyProvider) -> None:
        self.key = key
        before = os.umask(0o177)
        try:
            super().__init__(str(socket), _Answering)
        finally:
            os.umask(before)


class _Answering(StreamRequestHandler):
    """One client; each line is a question."""

    server: Agent

    def handle(self) -> None:
        while line := self.rfile.readline(_LONGEST):
            self.wfile.write(json.dumps(answer(self.server.key, line)).encode() + b"\n")


def answer(key: KeyProvider, line: bytes) -> dict[str, Any]:
    """Answer one question; what cannot be answered is refused with a code, whatever it was."""
    try:
        match json.loads(line):
            case {"do": "name"}:
                return {"key_id": key.key_id}
            case {"do": "wrap", "key": str(plain), "context": str(context)}:
                return {"key": key.wrap(bytes.fromhex(plain), bytes.fromhex(context)).hex()}
            case {"do": "unwrap", "key": str(wrapped), "context": str(context)}:
                return {"key": key.unwrap(bytes.fromhex(wrapped), bytes.fromhex(context)).hex()}
    except PrevexpError as error:
        names: dict[str, Any] = {name: error.params[name] for name in ("needed", "given") if name in error.params}
        return {"refused": error.code, **names}
    except ValueError:
        pass
    return {"refused": "no-question"}
