"""What the store keeps of each file of entries, so that nothing is noted twice: keyed digests only, sealed."""

import hashlib
import json
from collections.abc import Iterable
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from .decoding import Entry
from .lines import canonical

if TYPE_CHECKING:
    from ...storage.port import Receipt
    from ...storage.records import Records

_FILE = b"entries-file\0"
_LINE = b"entries-line\0"
_KEY = b"entries-key\0"


@attrs.frozen(kw_only=True)
class Mark:
    """By what an entry is known again: what it says, whatever the order of its keys, and the key it was given."""

    said: str
    key: str | None


@attrs.frozen
class Remembered:
    """What earlier files noted: the digests of what their lines say, and key -> what its line says."""

    said: frozenset[str]
    keys: Mapping[str, str]


def file_digest(records: "Records", content: bytes) -> bytes:
    """Return the keyed digest under which a file of entries is remembered."""
    return records.transfer_digest(_sha(_FILE, content))


def mark_of(records: "Records", entry: Entry, case_id: str) -> Mark:
    """Return the mark of an entry on a case."""
    said = {name: value for name, value in entry.said.items() if name != "key"} | {"case": case_id}
    key = None if entry.key is None else records.transfer_digest(_sha(_KEY, entry.key.encode())).hex()
    return Mark(said=records.transfer_digest(_sha(_LINE, canonical(said))).hex(), key=key)


def remembered(records: "Records") -> Remembered:
    """Return what all earlier files of entries noted."""
    marks = [mark for body in records.receipts() for mark in json.loads(body).get("entries", ())]
    return Remembered(frozenset(said for said, _ in marks), {key: said for said, key in marks if key is not None})


def receipt_of(records: "Records", digest: bytes, marks: Iterable[Mark]) -> "Receipt":
    """Return the receipt of a file whose new lines have these marks."""
    body = json.dumps({"entries": [[mark.said, mark.key] for mark in marks]}, separators=(",", ":")).encode()
    return records.sealed_receipt(digest, digest.hex(), body)


def _sha(kind: bytes, content: bytes) -> bytes:
    return hashlib.sha256(kind + content).digest()
