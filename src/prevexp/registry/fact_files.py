"""facts.toml and vocabularies.toml: the facts a territory adds to its cases, and its words below prevexp's own."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from typing import Any

from prevexp.casework.extra.narrowing import NARROWABLE
from prevexp.domain.extra import NOTED
from prevexp.domain.values import identifier
from prevexp.domain.vocabulary import FieldGroup
from prevexp.expressions import Dtype
from prevexp.expressions import Fact
from prevexp.expressions import InvalidFact
from prevexp.expressions import Narrowing

from .folder import PackFolder
from .problems import ProblemCode
from .problems import nearest
from .sections import Section

FACTS, VOCABULARIES = "facts.toml", "vocabularies.toml"


def read_facts(folder: PackFolder, prefix: str, taken: Iterable[str]) -> tuple[Fact, ...]:
    """Read [[fact]], and the [[vocabulary]] with its [[word]]; `taken` are the ids of the facts of plugins."""
    found: dict[str, Fact] = {}
    known = frozenset(taken)
    for section, fact in (*_declared(folder, prefix), *_vocabularies(folder, prefix)):
        if fact.id in found or fact.id in known:
            section.report(ProblemCode.TWICE, "id" if "id" in section.table else "of")
        found[fact.id] = fact
    return tuple(found.values())


def owned(section: Section, key: str, prefix: str) -> str:
    """Read an id that begins with the territory's own prefix, such as `d93.`."""
    name = section.text(key)
    if name and not (name.startswith(prefix) and identifier.pattern.fullmatch(name)):
        section.report(ProblemCode.WRONG_TYPE, key, expected=f"identifiant qui commence par {prefix}")
    return name


def _declared(folder: PackFolder, prefix: str) -> Iterator[tuple[Section, Fact]]:
    top = folder.toml_if_any(FACTS)
    if top is None:
        return
    for section in top.sections("fact"):
        said: dict[str, Any] = {
            "id": owned(section, "id", prefix),
            "dtype": section.choice("dtype", Dtype),
            "unit": section.text("unit") if "unit" in section.table else None,
            "question": section.text("question"),
            "ask": section.text("ask"),
            "description": section.text("description", ""),
            "data_categories": (_group(section),),
        }
        labels, silent = _words(section, "values"), _words(section, "not_known")
        if said["dtype"] is Dtype.SLUG:
            if not labels:
                section.report(ProblemCode.MISSING_KEY, "values", expected="les mots que le fait peut prendre")
            said |= {"values": tuple(labels), "not_known": tuple(silent), "labels": labels | silent}
        elif labels or silent:
            section.report(ProblemCode.CONTRADICTION, "values", expected="des mots pour un fait de type slug seulement")
        fact = _made(section, said)
        if fact is not None:
            yield section, fact
    top.close()


def _group(section: Section) -> FieldGroup:
    group = section.choice("group", FieldGroup)
    if group not in NOTED and "group" not in section.faulty:
        section.report(ProblemCode.CONTRADICTION, "group", expected="un groupe qui ne nomme personne, ni G1 ni G2")
    return group


def _words(section: Section, key: str) -> dict[str, str]:
    if key not in section.table:
        return {}
    inner = section.section(key)
    words = {word: inner.text(word) for word in inner.table}
    for word in words:
        if not identifier.pattern.fullmatch(word):
            section.report(ProblemCode.WRONG_TYPE, key, expected="mots de lettres, chiffres ou ._:-")
    section.faulty |= {key} if inner.faulty else set()
    return words


def _vocabularies(folder: PackFolder, prefix: str) -> Iterator[tuple[Section, Fact]]:
    top = folder.toml_if_any(VOCABULARIES)
    if top is None:
        return
    words: defaultdict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for section in top.sections("word"):
        of, word = _vocabulary(section), owned(section, "id", prefix)
        broader, label = section.text("broader"), section.text("label")
        core = [str(one) for one in NARROWABLE[of].words] if of else []
        if of and broader and broader not in core:
            section.report(
                ProblemCode.UNKNOWN_VALUE, "broader", expected=", ".join(core), nearest_to=nearest(broader, core)
            )
        if word in words[of]:
            section.report(ProblemCode.TWICE, "id")
        section.close()
        words[of][word] = (broader, label)
    for section in top.sections("vocabulary"):
        fact = _narrower(section, words.pop(_vocabulary(section), {}), prefix)
        if fact is not None:
            yield section, fact
    for of in sorted(words):
        top.report(ProblemCode.MISSING_KEY, "vocabulary", expected=f'of = "{of}", avec question et ask')
    top.close()


def _vocabulary(section: Section) -> str:
    of = section.text("of")
    if of in NARROWABLE:
        return of
    section.report(ProblemCode.UNKNOWN_VALUE, "of", expected=", ".join(NARROWABLE), nearest_to=nearest(of, NARROWABLE))
    return ""


def _narrower(section: Section, words: dict[str, tuple[str, str]], prefix: str) -> Fact | None:
    of, question, ask = section.text("of"), section.text("question"), section.text("ask")
    if not words:
        section.report(ProblemCode.MISSING_KEY, "word", expected=f'au moins un [[word]] avec of = "{of}"')
    if section.faulty:
        section.close()
        return None
    said = {
        "id": f"{prefix}{of}",
        "dtype": Dtype.SLUG,
        "question": question,
        "ask": ask,
        "data_categories": (NARROWABLE[of].group,),
        "values": tuple(words),
        "labels": {word: label for word, (_, label) in words.items()},
        "narrows": Narrowing(of=of, broader={word: broader for word, (broader, _) in words.items()}),
    }
    return _made(section, said)


def _made(section: Section, said: dict[str, Any]) -> Fact | None:
    try:
        return section.build(lambda: Fact(**said))
    except InvalidFact:
        section.report(ProblemCode.CONTRADICTION, "", expected="un fait dont le type, l’unité et les mots s’accordent")
        return None
