"""Ten megabytes of what no reader expects: how long each door takes over them, and how much memory at its peak.

`python tests/fuzz/heavy.py` prints a line for each door and specimen; Linux only.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.fuzz.every import every_door

SIZE = 10_000_000
_REPEATED = {
    "one line": b"x",
    "empty lines": b"\n",
    "quotes": b'"',
    "separators": b",",
    "formulas": b"=1,=1;=1\t=1\n",
    "words": b"Zz,62-2021-1,2021-05\n",
    "brackets": b"[",
    "objects": b'{"a":',
    "objects in lines": b'{"a": 1}\n',
    "digits": b"9",
    "noughts": b"\x00",
    "accents": "é\u0301".encode(),
}


def heavy(sound: bytes, suffix: str) -> Iterator[tuple[str, bytes]]:
    """Yield specimens of ten megabytes by name; a workbook is an archive, which repeated bytes are not."""
    for name, piece in _REPEATED.items():
        yield name, piece * (SIZE // len(piece))
    yield "after what is sound", sound + b"x" * SIZE
    yield "chance", Random(62).randbytes(SIZE)
    if suffix != ".xlsx":
        yield (
            "what is sound, again and again",
            sound + b"\n" + (sound.partition(b"\n")[2] or sound) * (SIZE // len(sound)),
        )
    if suffix.endswith(".toml"):
        for size in (SIZE, 990_000):  # below the largest that is read, too
            yield f"keys, {size}", b"".join(b"k%d = 1\n" % number for number in range(size // 12))
            yield f"tables, {size}", b"".join(b"[t%d]\n" % number for number in range(size // 10))
            yield f"lists of tables, {size}", b"".join(b"[[t]]\nk%d=1\n" % number for number in range(size // 14))
    if suffix in {".json", ".jsonl"}:
        keys = b",".join(b'"k%d":"x"' % number for number in range(SIZE // 13))
        yield "keys", b"{" + keys + b"}"
        yield "a list of numbers", b"[" + b"1," * (SIZE // 2) + b"1]"


def kilobytes(field: str) -> int:
    """Return a figure of this process's memory."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith(field)).split()[1])


def measured(only: str = "") -> Iterator[tuple[str, str, float, int, str]]:
    """Yield door, specimen, seconds, megabytes at the peak over what was held before, and what came of it."""
    folder = Path(tempfile.mkdtemp())
    for door in every_door(folder):
        for name, content in heavy(door.sound, door.suffix) if only in door.name else ():
            path = folder / f"heavy{door.suffix}"
            path.write_bytes(content)
            del content
            gc.collect()
            Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")  # the peak is what it is now
            before, started = kilobytes("VmRSS"), time.process_time()
            try:
                door.read(path)
                how = "read"
            except Exception as error:  # noqa: BLE001 - told, whatever it is
                how = f"{type(error).__name__} {getattr(error, 'reason', '')}"
            yield door.name, name, time.process_time() - started, (kilobytes("VmHWM") - before) // 1024, how


if __name__ == "__main__":
    for door, specimen, seconds, megabytes, how in measured(*sys.argv[1:2]):
        print(f"{door:28} {specimen:32} {seconds:7.2f} s {megabytes:5} MB  {how}", flush=True)  # noqa: T201
