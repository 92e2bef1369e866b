"""How a batch is written down: what lasts is a line of the journal, what an erasure destroys stands in another file."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from cattrs import Converter

from prevexp.domain.errors import StoreCorrupt
from prevexp.storage.port import StreamWrite

_SECRET = ("wrapped_key", "identity", "index", "unindex")

converter = Converter()
"""Objects of the port to plain data and back, bytes in hexadecimal."""
converter.register_unstructure_hook(bytes, bytes.hex)
converter.register_structure_hook(bytes, lambda text, _: bytes.fromhex(text))


def line(content: Mapping[str, Any]) -> bytes:
    """Return a content as a line with its checksum."""
    written = json.dumps(content, separators=(",", ":")).encode()
    return sha256(written).hexdigest().encode() + b" " + written + b"\n"


def read(line: bytes) -> Any:
    """Return the content of a line; raise StoreCorrupt if it is not what was written."""
    checksum, _, written = line.rstrip(b"\n").partition(b" ")
    if sha256(written).hexdigest().encode() != checksum:
        raise StoreCorrupt("a line of the journal is not what was written")
    return json.loads(written)


def parted(write: StreamWrite) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what stays of a write for ever, and what an erasure takes away."""
    lasting = converter.unstructure(write)
    del lasting["store_key"]  # it was compared when the batch was written, and may be another one today
    secret = {name: value for name in _SECRET if (value := lasting.pop(name)) not in (None, ())}
    return lasting | {"keyed": write.wrapped_key is not None}, secret


def joined(lasting: dict[str, Any], secret: dict[str, Any]) -> StreamWrite:
    """Return a write; if its household was erased since, `secret` is empty and the key it brought is blank."""
    blank = {"wrapped_key": ""} if lasting["keyed"] else {}
    return converter.structure(lasting | blank | secret, StreamWrite)
