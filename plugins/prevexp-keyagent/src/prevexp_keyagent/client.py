"""The side of prevexp: each key to wrap or unwrap is one line to the agent, and one line back."""

import json
import socket
from typing import Any

from prevexp.domain.errors import KeyUnavailable
from prevexp.domain.safekeeping_errors import KeyDamaged
from prevexp.domain.safekeeping_errors import KeyMissing
from prevexp.domain.safekeeping_errors import KeyWrong

SECONDS = 10.0
_LONGEST = 65_536


def open_key(place: str) -> "AgentKey":
    """Return the key of the agent at a place. Raises KeyMissing if no agent is there."""
    return AgentKey(place)


class AgentKey:
    """A key provider whose master key is in another process."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._key_id = str(self._asked(do="name")["key_id"])

    @property
    def key_id(self) -> str:
        """The name of the agent's key."""
        return self._key_id

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Return a key sealed by the agent."""
        return bytes.fromhex(self._asked(do="wrap", key=key.hex(), context=context.hex())["key"])

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Return a key the agent sealed. Raises KeyWrong, KeyDamaged, KeyUnavailable if the agent is gone."""
        return bytes.fromhex(self._asked(do="unwrap", key=wrapped.hex(), context=context.hex())["key"])

    def _asked(self, **question: str) -> dict[str, Any]:
        """Ask on a connection of its own: nothing is left open, and threads do not wait for each other."""
        try:
            with socket.socket(socket.AF_UNIX) as asking:
                asking.settimeout(SECONDS)
                asking.connect(self._place.partition(":")[2])
                with asking.makefile("rwb") as lines:
                    lines.write(json.dumps(question).encode() + b"\n")
                    lines.flush()
                    answer: dict[str, Any] = json.loads(lines.readline(_LONGEST))
        except (FileNotFoundError, ConnectionRefusedError):
            raise KeyMissing("no agent answers there", place=self._place) from None
        except (OSError, ValueError):
            raise KeyUnavailable("the agent that keeps the key did not answer", place=self._place) from None
        match answer.get("refused"):
            case None:
                return answer
            case KeyWrong.code:
                needed, given = answer["needed"], answer["given"]
                raise KeyWrong(f"the agent has the key {given}, {needed} is needed", needed=needed, given=given)
            case KeyDamaged.code:
                raise KeyDamaged("a wrapped key does not open: it was altered or moved")
        raise KeyUnavailable("the agent refused", place=self._place)
