"""What was loaded, as a SHA-256 over names and contents: the same from a wheel as from a checkout."""

import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

_MADE_BY_PYTHON = "__pycache__"


def digest_of_bytes(content: bytes) -> str:
    """Return the digest of one file."""
    return sha256(content).hexdigest()


def digest_of_folder(folder: Path) -> str:
    """Return the digest of a folder: every file's path in it and content; what Python itself writes is left out."""
    whole = sha256()
    for path in _files(folder):
        whole.update(f"{path.relative_to(folder).as_posix()}\0{digest_of_bytes(path.read_bytes())}\n".encode())
    return whole.hexdigest()


def digest_of_module(name: str) -> str:
    """Return the digest of the outermost package of an imported module that is a folder of its own, or of its file.

    Empty for a module that came from no file.
    """
    parts = name.split(".")
    for end in range(1, len(parts) + 1):
        module = sys.modules.get(".".join(parts[:end]))
        file = getattr(module, "__file__", None)
        if file is not None:
            path = Path(file)
            return digest_of_folder(path.parent) if path.stem == "__init__" else digest_of_bytes(path.read_bytes())
    return ""


def _files(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and _MADE_BY_PYTHON not in path.parts)
