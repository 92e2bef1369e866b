"""Questions of law, one JSON object a line: read strictly, each line for itself; a ruling as plain data.

A key given twice, NaN, a number no sum can be, a depth no question has: the line is refused with a reason.
"""

import json
import math
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from typing import IO
from typing import Any

import attrs

from ..domain.errors import LegalInputRefused
from ..law.parameters import Parameter
from ..law.parameters import Value
from ..law.parameters import Version
from ..law.period import Period
from ..law.reasoning import Basis
from ..law.reasoning import ResultValue
from ..law.reasoning import Ruling

LONGEST_LINE = 1_000_000  # bytes
MOST_INPUTS = 100
DEEPEST = 8
_LARGEST = 2**53  # every JSON reader keeps integers up to here
_LONGEST_DIGITS = 4000  # below what the interpreter refuses to read
_NEEDED: Mapping[str, tuple[type, str]] = {
    "rule": (str, "text"),
    "inputs": (dict, "object"),
    "territory": (str, "text"),
}


@attrs.frozen(kw_only=True)
class LawRequest:
    """One question: which rule, where, from which inputs, under which choices (those of the territory if none)."""

    rule: str
    territory: str
    inputs: Mapping[str, Any] = attrs.field(repr=False)
    policies: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class LawLine:
    """One line that was read: its id, whatever JSON value that is, and the question or why there is none."""

    id: Any = None
    request: LawRequest | None = None
    refused: LegalInputRefused | None = None


def law_lines(stream: IO[bytes]) -> Iterator[LawLine]:
    """Yield the questions of a stream as its lines come in; empty lines are skipped, no line is held whole if too long.

    Each line yields one LawLine; nothing is raised for what a line holds.
    """
    while raw := stream.readline(LONGEST_LINE + 1):
        if len(raw) > LONGEST_LINE:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(LONGEST_LINE)
            yield LawLine(refused=LegalInputRefused("line-too-long", most=LONGEST_LINE))
        elif raw.strip():
            yield read_law_line(raw)


def read_law_line(raw: bytes) -> LawLine:
    """Read one line; what is wrong with it is in `refused`, beside its id if that could be read."""
    try:
        found = read_object(raw)
    except LegalInputRefused as refused:
        return LawLine(refused=refused)
    id_ = found.get("id")
    try:
        return LawLine(id=id_, request=law_request(found))
    except LegalInputRefused as refused:
        return LawLine(id=id_ if _depth(id_) <= DEEPEST else None, refused=refused)


def read_object(raw: bytes) -> dict[str, Any]:
    """Read one JSON object.

    Raises LegalInputRefused (line-too-long, not-utf8, not-json, not-an-object, key-twice, not-finite).
    """
    if len(raw) > LONGEST_LINE:
        raise LegalInputRefused("line-too-long", most=LONGEST_LINE)
    try:
        found = json.loads(
            raw.decode("utf-8-sig"),
            object_pairs_hook=_once_each,
            parse_constant=_not_finite,
            parse_float=_finite,
            parse_int=_short,
        )
    except UnicodeDecodeError:
        raise LegalInputRefused("not-utf8") from None
    except json.JSONDecodeError as error:
        raise LegalInputRefused("not-json", column=error.colno) from None
    except RecursionError:
        raise LegalInputRefused("too-deep", most=DEEPEST) from None
    if not isinstance(found, dict):
        raise LegalInputRefused("not-an-object")
    return found


def checked_inputs(inputs: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return named inputs if they are of a size that inputs have. Raises too-many-keys, too-deep, number-too-large."""
    if len(inputs) > MOST_INPUTS:
        raise LegalInputRefused("too-many-keys", most=MOST_INPUTS)
    for name, value in inputs.items():
        if isinstance(value, int) and abs(value) > _LARGEST:
            raise LegalInputRefused("number-too-large", name=name)
    return inputs


def ruling_data(ruling: Ruling) -> dict[str, Any]:
    """Return a ruling as plain data: `result` by the names of its values, `sources`, `policies`."""
    return {
        "result": {name: plain(value) for name, value in ruling.values.items()},
        "sources": [source_data(basis) for basis in ruling.basis],
        "policies": {str(name): choice for name, choice in ruling.policies.items()},
    }


def source_data(basis: Basis) -> dict[str, Any]:
    """Return a version of the law that was read, and the day that picked it, as plain data."""
    parameter = basis.parameter
    return {
        "parameter": parameter.id,
        "rules": list(parameter.rules),
        "title": parameter.title,
        "unit": str(parameter.unit),
        **version_data(basis.version),
        "factor": str(basis.factor),
        "factor_day": plain(basis.day),
        "factor_day_of": basis.stand_in,
        "factor_inferred": parameter.factor_inferred,
    }


def parameter_data(parameter: Parameter, versions: Iterable[Version]) -> dict[str, Any]:
    """Return a dated value of the law with some of its versions, as plain data."""
    return {
        "parameter": parameter.id,
        "rules": list(parameter.rules),
        "subject": parameter.subject,
        "title": parameter.title,
        "unit": str(parameter.unit),
        "factor": str(parameter.factor),
        "factor_inferred": parameter.factor_inferred,
        "rivals": [str(rival) for rival in parameter.rivals],
        "versions": [version_data(version) for version in versions],
    }


def version_data(version: Version) -> dict[str, Any]:
    """Return what the law sets from one day to another, both included, as plain data; null is an open end."""
    return {
        "from": plain(version.valid_from),
        "to": plain(version.valid_to),
        "state": str(version.state),
        "value": plain(version.value),
        "article": version.article,
        "status": str(version.status),
        "reviewed_on": plain(version.reviewed_on),
        "read_until": plain(version.read_until),
        "note": version.note,
        "texts": [{"title": source.title, "address": source.address} for source in version.sources],
    }


def plain(value: Value | ResultValue) -> Any:
    """Return a value of the law as JSON has it: days and periods are texts, amounts are cents."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str | Period) else value


def law_request(found: Mapping[str, Any]) -> LawRequest:
    """Return the question an object asks. Raises LegalInputRefused: missing-key, wrong-key-type, too-deep."""
    for key, (kind, expected) in _NEEDED.items():
        if key not in found:
            raise LegalInputRefused("missing-key", key=key, expected=expected)
        if not isinstance(found[key], kind):
            raise LegalInputRefused("wrong-key-type", key=key, expected=expected)
    policies = found.get("policies") or {}
    if not isinstance(policies, dict) or not all(isinstance(choice, str) for choice in policies.values()):
        raise LegalInputRefused("wrong-key-type", key="policies", expected="choices")
    if _depth(found) > DEEPEST:
        raise LegalInputRefused("too-deep", most=DEEPEST)
    inputs = checked_inputs(found["inputs"])
    return LawRequest(rule=found["rule"], territory=found["territory"], inputs=inputs, policies=policies)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise LegalInputRefused("key-twice", key=key)
        found[key] = value
    return found


def _not_finite(_: str) -> float:
    raise LegalInputRefused("not-finite")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _not_finite(digits)


def _short(digits: str) -> int:
    if len(digits) > _LONGEST_DIGITS:
        raise LegalInputRefused("number-too-large")
    return int(digits)


def _depth(value: Any) -> int:
    """Return how deep lists and objects are nested, counted without recursion and no further than one can ask."""
    layer, depth = [value], 0
    while layer and depth <= DEEPEST:
        inner = [one for one in layer if isinstance(one, dict | list)]
        layer = [part for one in inner for part in (one.values() if isinstance(one, dict) else one)]
        depth += bool(inner)
        if not inner:
            break
    return depth
