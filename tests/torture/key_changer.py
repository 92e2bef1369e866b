"""A change of the master key in a process of its own, or who takes in cases meanwhile.

`key_changer.py rotate STORE OLD NEW` says when it begins; `key_changer.py write STORE KEY ACK` acknowledges each case.
"""

import os
import sys
import time
from pathlib import Path
from uuid import uuid4

from prevexp.domain.safekeeping_errors import KeysChanged
from prevexp.storage.key_places import KeyPlace
from prevexp.storage.opening import open_records
from prevexp.storage.opening import open_store
from prevexp.storage.rotation import rotate


def changed(store: str, old: str, new: str) -> None:
    """Change the key."""
    keys = [KeyPlace.of(Path(one)).open() for one in (old, new)]
    with open_store(store) as opened:
        os.write(1, b"begins\n")
        rotate(opened, *keys)


def written(store: str, key: str, acknowledged: str) -> None:
    """Take in cases, one household each, until the key is another one."""
    records, _ = open_records(store, key=Path(key))
    with Path(acknowledged).open("w") as file:
        while True:
            case = uuid4().hex
            write = records.new_stream(case, uuid4().hex, (b"{}",), territory="62", month="2021-05", identity=b"{}")
            try:
                records.commit([write])
            except KeysChanged:
                break
            file.write(f"{case}\n")
            file.flush()
            time.sleep(0.003)
    records.close()


{"rotate": changed, "write": written}[sys.argv[1]](*sys.argv[2:])
