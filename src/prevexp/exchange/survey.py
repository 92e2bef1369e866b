"""What the bytes of a text file say before they are decoded: digest, encoding, whether the fast reader may have it.

Encoding, a declared order and never a guess at the language: a byte order mark says UTF-8 or UTF-16; a first and a
third byte followed by NUL say UTF-16 without its mark; bytes that are valid UTF-8 are UTF-8; a file with more UTF-8
sequences than broken ones is UTF-8 with damaged cells; all else is cp1252, what Excel in French writes.
"""

import codecs
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import attrs

from .damage import MayHold
from .refusals import LARGEST_TEXT_BYTES
from .refusals import refusal

_BLOCK = 256 * 1024
_ORDINARY = bytes(set(range(256)) - (set(range(32)) - {0x09}) - {0x22, 0x7F})
_C1_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
_NEUTRALISED = re.compile(rb"'[=+\-@\t\r\n]")
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b")
_DOCUMENTS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"<!DOCTYPE", b"<html", b"<?xml")


@attrs.frozen(kw_only=True)
class Survey:
    """What one pass over the bytes found.

    `mark`: encoding its first bytes say, if they do; `line_breaks`: physical lines, an unfinished last one not
    counted; `is_plain`: no control character, no lone carriage return, no line of hundreds of kilobytes.
    """

    digest: bytes
    mark: str | None
    line_breaks: int
    is_plain: bool
    is_quoted: bool
    may_hold: MayHold


def survey(path: Path) -> Survey:
    """Read the bytes once; raise TransferRefused for an empty file, one too large, or one that is no text at all."""
    digest = hashlib.sha256()
    seen = _Seen()
    mark = None
    for number, block in enumerate(_blocks(path)):
        digest.update(block)
        if number == 0:
            mark = _mark(block, path)
            block = block.removeprefix(codecs.BOM_UTF8)  # noqa: PLW2901  the mark is no content
        seen.add(block)
    if not seen.content:
        raise refusal("empty-file", path.name)
    wide = mark is not None and mark.startswith("utf-16")
    return Survey(
        digest=digest.digest(),
        mark=mark,
        line_breaks=seen.line_breaks,
        is_plain=not (wide or seen.control or seen.endless) and seen.returns == seen.pairs,
        is_quoted=seen.quoted,
        may_hold=MayHold(
            broken_text=wide or seen.endless or seen.control or seen.broken,
            formulas=wide or seen.formulas,
            neutralised_text=wide or seen.endless or seen.neutralised,
            spreadsheet_errors=wide or seen.hashes,
        ),
    )


@attrs.define
class _Seen:
    """Counters of one pass over blocks of whole lines; only a line of hundreds of kilobytes is ever cut."""

    content: bool = False
    line_breaks: int = 0
    returns: int = 0
    pairs: int = 0
    quoted: bool = False
    control: bool = False
    broken: bool = False
    formulas: bool = False
    neutralised: bool = False
    hashes: bool = False
    endless: bool = False

    def add(self, block: bytes) -> None:
        special = block.translate(None, _ORDINARY)
        breaks, returns = special.count(b"\n"), special.count(b"\r")
        quotes = special.count(b'"')
        self.content = self.content or bool(block.strip())
        self.line_breaks += breaks
        self.returns += returns
        self.quoted = self.quoted or quotes > 0
        self.control = self.control or len(special) > breaks + returns + quotes
        self.pairs += block.count(b"\r\n") if returns else 0
        self.broken = self.broken or _may_be_broken(block)
        self.formulas = self.formulas or any(sign in block for sign in (b"=", b"(", b"|", b"!"))
        self.neutralised = self.neutralised or _NEUTRALISED.search(block) is not None
        self.hashes = self.hashes or b"#" in block
        self.endless = self.endless or len(block) == 2 * _BLOCK


def _may_be_broken(block: bytes) -> bool:
    """Say whether there may be C1 controls, U+FFFD or noncharacters, if this is UTF-8."""
    if block.isascii():
        return False
    return b"\xef" in block or (b"\xc2" in block and _C1_CONTROL.search(block) is not None)


def is_soundly_quoted(path: Path, separator: str, first_line: int) -> bool:
    """Say whether, from a line on, each quote belongs to a cell quoted as a whole and on one line."""
    beside = re.escape(separator.encode())
    cell = re.compile(rb'"(?<![^\n%b]")(?:[^"\r\n]++|"")*+"(?![^\r\n%b])' % (beside, beside))
    return not any(b'"' in block and b'"' in cell.sub(b"", block) for block in _blocks(path, first_line))


def _blocks(path: Path, first_line: int = 1) -> Iterator[bytes]:
    """Yield the bytes in blocks that end with a line, but within a line longer than a block."""
    size = 0
    try:
        with path.open("rb") as source:
            for _ in range(1, first_line):
                source.readline()
            while block := source.read(_BLOCK) + source.readline(_BLOCK):
                size += len(block)
                if size > LARGEST_TEXT_BYTES:
                    raise refusal("file-too-large", path.name, limit=f"{LARGEST_TEXT_BYTES // 10**6} Mo")
                yield block
    except OSError:
        raise refusal("file-unreadable", path.name) from None


def _mark(start: bytes, path: Path) -> str | None:
    if start.startswith(_ARCHIVES):
        raise refusal("workbook-named-as-text", path.name, suffix=path.suffix)
    if start.lstrip().startswith(_DOCUMENTS):
        raise refusal("document-named-as-text", path.name, suffix=path.suffix)
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise refusal("unknown-encoding", path.name)
    for mark, encoding in _MARKS.items():
        if start.startswith(mark):
            return encoding
    match [byte == 0 for byte in start[:4]]:
        case [False, True, False, True]:
            return "utf-16-le"
        case [True, False, True, False]:
            return "utf-16-be"
        case _:
            return None


def choose_encoding(path: Path, mark: str | None) -> str:
    """Name the encoding in which a file is read, by the order declared above."""
    if mark is not None:
        return mark
    if _is_utf_8(path):
        return "utf-8"
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    broken = beyond_ascii = 0
    for block in _blocks(path):
        text = decode(block)
        broken += text.count("\ufffd")
        beyond_ascii += len(text) - len(text.encode("ascii", "ignore"))
    return "utf-8" if broken < beyond_ascii - broken else "cp1252"


def _is_utf_8(path: Path) -> bool:
    decode = codecs.getincrementaldecoder("utf-8")("strict").decode
    try:
        for block in _blocks(path):
            decode(block)
        decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
