"""letters.toml and the folder letters/: what a territory writes; without them what comes with prevexp holds."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import attrs

from prevexp.domain.paper import LetterKind

from .folder import PackFolder
from .letter_checks import telling
from .letter_checks import template_problems
from .letters import MOST_TEXT
from .letters import LetterDetails
from .letters import Letters
from .letters import LetterTemplate
from .problems import ProblemCode
from .sections import Section
from .sections import TomlFile

LETTERS = "letters.toml"
_CORE = "prevexp"


def file_of(kind: LetterKind) -> str:
    """Return where the template of a kind stands in a pack."""
    return f"letters/{kind}.j2"


LETTER_FILES = frozenset({LETTERS, *(file_of(kind) for kind in LetterKind)})


def read_letters(folder: PackFolder, department: str) -> Letters | None:
    """Read the letters of a territory; None if a problem was noted with its details."""
    details = _details(folder.toml_if_any(LETTERS))
    templates = {kind: _template(folder, kind, department) for kind in LetterKind}
    return None if details is None else Letters(templates=templates, details=details)


@cache
def default_letters() -> Letters:
    """Return the letters of a territory that has none of its own."""
    templates = {kind: _of_text(kind, _CORE, _shipped(file_of(kind))) for kind in LetterKind}
    return Letters(templates=templates, details=_default_details())


def _template(folder: PackFolder, kind: LetterKind, department: str) -> LetterTemplate:
    name = file_of(kind)
    text = folder.text_if_any(name)
    if text is None:
        return default_letters().templates[kind]
    folder.problems.extend(template_problems(kind, name, text))
    return _of_text(kind, department, text)


def _of_text(kind: LetterKind, owner: str, text: str) -> LetterTemplate:
    fingerprint = hashlib.sha256(text.encode()).hexdigest()[:16]
    return LetterTemplate(kind=kind, id=f"{owner}:{kind}", text=text, fingerprint=fingerprint)


def _shipped(name: str) -> str:
    return files(__package__).joinpath("data", *name.split("/")).read_text(encoding="utf-8")


@cache
def _default_details() -> LetterDetails:
    section = TomlFile(name=LETTERS, problems=[]).read(_shipped(LETTERS))
    details = _read(section, {})
    assert details is not None, section.file.problems  # noqa: S101 - data shipped with the code
    return details


def _details(top: Section | None) -> LetterDetails | None:
    default = _default_details()
    return default if top is None else _read(top, attrs.asdict(default))


def _read(top: Section, default: Mapping[str, str]) -> LetterDetails | None:
    names = [field.name for field in attrs.fields(LetterDetails)]
    texts = {name: top.text(name, default.get(name)) for name in names}
    for name, text in texts.items():
        if len(text) > MOST_TEXT:
            top.report(ProblemCode.CONTRADICTION, name, expected=f"au plus {MOST_TEXT} caractères")
        elif not text.strip():
            top.report(ProblemCode.WRONG_TYPE, name, expected="texte non vide")
    for name in ("discreet_sender", "phone", "hours"):
        if telling(texts[name]):
            top.report(ProblemCode.CONTRADICTION, name, expected="un voisin peut lire : ne pas dire de quoi il s’agit")
    return top.build(lambda: LetterDetails(**texts))
