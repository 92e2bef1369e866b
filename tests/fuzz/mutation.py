"""What goes wrong with a file, on purpose or on the way: bytes, cells, JSON, TOML. All is drawn from one `Random`."""

import csv
import io
import json
from collections.abc import Callable
from collections.abc import Sequence
from random import Random
from typing import Any

CANARY = "Zzexemplard"
"""Stands in every sound specimen where a household's own words would: it may be in no message."""

HUGE = "9" * 5_000
TEXTS = (
    *("", " ", "'", '"', '""', ";", ",", "\t", "\n", "\r", "\r\n", "\\", "/", "%", "{}", "{0}", "%s", "[[", "]"),
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''=1", "=cmd|' /C calc'!A0", "#REF!", "#N/A"),
    *("0", "-0", "-1", "1.5", "12,50", "1 234,56", "1_000", "1e5", "1e999", "1E-999", "NaN", "Infinity", "-inf"),
    *("0x10", HUGE, "-" + HUGE, "9" * 19, str(2**63), str(2**53 + 1), "\u00b2", "\u0663", "\u00bd", "\U0001d7d9"),
    *("2021-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "20210101", "2021-W01-1", "31/12/9999", "1/1/1"),
    *("2021-05-04T24:00:00", "2021-13", "2021-00", "0000-01", "99999", "44320", "44320.5", "60", "oui", "true", "null"),
    *("\x00", "\x1a", "\x1b[2J", "\x7f", "\x85", "\xa0", "\u202f", "\u200b", "\u202e", "\u2028", "\ufeff", "\ufffd"),
    *("e\u0301", "\u00e9", "\u0130", "\u00df", "\ufb01", "\U0001f4a3", "\u0301", "\uffff", "\U0010ffff", "\u0440"),
    *("../../etc/passwd", "C:\\x", "file:///x", "<b>x</b>", "{{ 7*7 }}", "' OR 1=1 --", "$(x)", "x" * 201),
    *("x" * 10_000, "x" * 10_001, "a b " * 3_000, CANARY, "62041", "2A004", "+33 6 39 98 12 34", "a@b.c", "NC"),
)
"""Texts that some reader somewhere takes for something else."""

BYTES = (
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"),
    *(b"\r", b"\n", b"\r\n", b"\x1a", b'"', b"'", b";", b",", b"\t", b"=", b"PK\x03\x04", b"\x1f\x8b", b"%PDF"),
    *(b"[" * 3_000, b"{" * 3_000, b'{"a":' * 3_000, b"9" * 5_000, b"<!", b"<!DOCTYPE", b"&a;", b"\\ud800", b"\\u0000"),
    *(b"NaN", b"Infinity", b"1e999", b"null", b"true", b"-", b"0", b"#", b"\x85", b"\xe2\x80\xa8", b"\xc2\xa0"),
)
CODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "mac-roman", "utf-7")
_MARKS = {'"9876543210"': HUGE, '"8765432109"': "[" * 3_000 + "]" * 3_000}
"""What no JSON value can be, put in after it was written."""
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 2**63, 2**64, 10**30, 0.0, -0.0, 1.5, 1e308, float("nan"), float("inf")),
    *([], {}, [None], [[]], {"": None}, {"a": {"b": {}}}, "\ud800", "x\udfffy", "\x00"),
)

Mutation = Callable[[bytes, Random], bytes]


def noise(content: bytes, chance: Random) -> bytes:
    """Return the bytes with some turned, cut, doubled, moved, put in between or said in another encoding."""
    found = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        at = chance.randrange(len(found) + 1)
        to = min(len(found), at + chance.choice((1, 2, 8, 64, 512)))
        match chance.randrange(8):
            case 0 if at < len(found):
                found[at] ^= 1 << chance.randrange(8)
            case 1:
                del found[at:to]
            case 2:
                found[at:at] = found[at:to] * chance.choice((1, 1, 3, 20))
            case 3:
                del found[at:]
            case 4 if chance.random() < 0.3:
                found = bytearray(found.decode("utf-8", "replace").encode(chance.choice(CODINGS), "replace"))
            case 5:
                found[at:to] = bytes(chance.randrange(256) for _ in range(to - at))
            case _:
                found[at:at] = chance.choice(BYTES)
    return bytes(found)


def table(rows: Sequence[Sequence[str]], chance: Random, *, many: int = 4) -> bytes:
    """Return a table as a file after some of its cells, rows, columns, its dialect or its bytes went wrong."""
    found = [list(row) for row in rows]
    for _ in range(chance.randrange(1, many + 1)):
        _wrong_table(found, chance)
    text = io.StringIO()
    quoting = chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    end, separator = chance.choice(("\n", "\r\n", "\n", "\r")), chance.choice(",;;\t|")
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=quoting).writerows(found)
    content = text.getvalue().encode(chance.choice(("utf-8", "utf-8", "utf-8-sig", *CODINGS)), "replace")
    return noise(content, chance) if chance.random() < 0.5 else content


def wrong_cell(row: list[str], chance: Random) -> None:
    """Make one cell of a row say something else; sometimes the row gets wider or narrower."""
    at = chance.randrange(len(row)) if row else 0
    match chance.randrange(8):
        case 0 if row:
            row[at] = row[chance.randrange(len(row))]
        case 1 if row:
            row[at] = chance.choice(TEXTS) + row[at]
        case 2 if row:
            row[at] += chance.choice(TEXTS)
        case 3 if row:
            row[at] = noise(row[at].encode(), chance).decode("utf-8", "replace")[:12_000]
        case 4 if chance.random() < 0.2:
            row.insert(at, chance.choice(TEXTS))
        case 5 if row and chance.random() < 0.2:
            del row[at]
        case _ if row:
            row[at] = chance.choice(TEXTS)


def _wrong_table(rows: list[list[str]], chance: Random) -> None:
    at = chance.randrange(len(rows))
    match chance.randrange(8):
        case 0:
            rows.insert(at, list(rows[chance.randrange(len(rows))]))
        case 1 if len(rows) > 1:
            del rows[at]
        case 2:
            one, two = chance.randrange(30), chance.randrange(30)
            for row in rows:
                if max(one, two) < len(row):
                    row[one], row[two] = row[two], row[one]
        case 3:
            rows.insert(at, [""] * chance.choice((0, 1, 30, 300)))
        case 4:
            for row in rows:
                row.append(chance.choice(TEXTS[:20]))
        case _:
            wrong_cell(rows[at], chance)


def json_text(value: Any, chance: Random, *, many: int = 3) -> bytes:
    """Return a JSON value as bytes after some of its parts, or its bytes, went wrong."""
    found: Any = json.loads(json.dumps(value))
    for _ in range(chance.randrange(1, many + 1)):
        found = _wrong_value(found, chance)
    text = json.dumps(found, ensure_ascii=chance.random() < 0.5, separators=chance.choice(((",", ":"), (", ", ": "))))
    for mark, meant in _MARKS.items():
        text = text.replace(mark, meant)
    content = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.1:
        content = content.replace(b"{", b'{"type":1,', 1)
    return noise(content, chance) if chance.random() < 0.3 else content


def _wrong_value(value: Any, chance: Random) -> Any:
    """Return a value with one of its parts replaced, left out, doubled or put elsewhere."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(list(value))
        match chance.randrange(8):
            case 0:
                return {name: part for name, part in value.items() if name != key}
            case 1:
                return {**value, chance.choice((*TEXTS[:60], key + "x", key.upper())): value[key]}
            case 2:
                return {**value, key: value[chance.choice(list(value))]}
            case _:
                return {**value, key: _wrong_value(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.7:
        at = chance.randrange(len(value))
        part = _wrong_value(value[at], chance)
        return [*value[:at], part, *value[at + chance.randrange(2) :]]
    mark = "8765432109" if chance.random() < 0.1 else "9876543210"
    strange = (chance.choice(VALUES), chance.choice(TEXTS), mark, [value], {"a": value}, [value] * 50)
    return chance.choice(strange)


_TOML = (
    *(
        "1",
        "-1",
        "0.5",
        "nan",
        "inf",
        "1e400",
        "1e9999999",
        "-1e-9999999",
        HUGE,
        "true",
        "[]",
        "{}",
        "[[]]",
        '""',
        '"x"',
    ),
    *("1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", "9999-12-31", "0001-01-01", '["a", 1]', "{ a = 1 }", "'''x'''"),
    *('"\\u0000"', '"\\ud800"', "[" * 2_000, "{a=" * 600, "[" + "1," * 400 + "]", "0x10", "1_000", '"62"', "[[1], {}]"),
)


def toml(content: bytes, chance: Random, *, many: int = 3) -> bytes:
    """Return a TOML file with some lines left out, doubled, moved or saying something else."""
    lines = content.decode().split("\n")
    for _ in range(chance.randrange(1, many + 1)):
        _wrong_line(lines, chance)
    found = "\n".join(lines).encode("utf-8", "surrogatepass")
    return noise(found, chance) if chance.random() < 0.2 else found


def _wrong_line(lines: list[str], chance: Random) -> None:
    at = chance.randrange(len(lines))
    key, sign, _ = lines[at].partition(" = ")
    match chance.randrange(8):
        case 0:
            del lines[at : at + chance.choice((1, 1, 5))]
            lines.append("")
        case 1:
            lines.insert(at, lines[chance.randrange(len(lines))])
        case 2:
            lines[at] = lines[chance.randrange(len(lines))]
        case 3:
            lines[at] = noise(lines[at].encode(), chance).decode("utf-8", "replace")
        case 4 if sign:
            lines[at] = f"{key}x = 1"
        case _ if sign:
            text = json.dumps(chance.choice(TEXTS), ensure_ascii=False)
            lines[at] = f"{key} = {chance.choice((*_TOML, text, text))}"
        case _:
            lines.insert(at, f"{chance.choice(('a', '[x]', '[[x]]', '[a.b]'))} = {chance.choice(_TOML)}")
