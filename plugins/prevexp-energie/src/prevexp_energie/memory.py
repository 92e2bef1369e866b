"""What the list of cuts remembers in a store: up to which instant of noting it was shown; nothing of any household.

Version 0 was a bare day, version 1 an object that holds the day, version 2 holds an instant: of two letters noted on
one day the second is new. Versions 0 and 1 are those of drafts; they show how a document is lifted.
"""

import json
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time

MEMO = "energie.list"


def as_object(data: bytes) -> bytes:
    """From version 0 to version 1."""
    return json.dumps({"on": date.fromisoformat(data.decode()).isoformat()}).encode()


def as_instant(data: bytes) -> bytes:
    """From version 1 to version 2: the day's beginning, so that what was noted on it is shown once more."""
    return written(datetime.combine(date.fromisoformat(json.loads(data)["on"]), time.min, UTC))


def written(at: datetime) -> bytes:
    """Return the document of today."""
    return json.dumps({"at": at.isoformat()}).encode()


def seen_at(data: bytes) -> datetime:
    """Return what it says."""
    return datetime.fromisoformat(json.loads(data)["at"])
