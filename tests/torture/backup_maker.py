"""A backup made in a process of its own: `backup_maker.py STORE TARGET LIMIT`; it says when it begins.

LIMIT is the largest file it may write, in bytes; 0: any.
"""

import os
import resource
import sys
from datetime import UTC
from datetime import datetime
from pathlib import Path

from prevexp.domain.errors import PrevexpError
from prevexp.storage.backup import backed_up
from prevexp.storage.opening import open_store

if limit := int(sys.argv[3]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
os.write(1, b"begins\n")
try:
    with open_store(sys.argv[1]) as store:
        backed_up(store, Path(sys.argv[2]), made_at=datetime(2021, 6, 1, tzinfo=UTC))
except PrevexpError as error:
    os.write(1, f"{error.code}\n".encode())
