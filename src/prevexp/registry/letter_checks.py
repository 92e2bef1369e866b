"""What a template of letters may hold: known names, plain tags, what the law asks for, nothing that tells a neighbour.

A template is Jinja2 cut down to names, conditions and two filters; it runs in a sandbox all the same.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from prevexp.domain.paper import LetterKind

from .letters import DISCREET
from .letters import MAY_SAY
from .letters import MUST_SAY
from .problems import PackProblem
from .problems import ProblemCode
from .problems import nearest

if TYPE_CHECKING:
    from jinja2 import nodes

LONGEST_TEMPLATE = 50_000
"""Characters of the longest template that is read: a letter is a page or two."""

FILTERS = frozenset({"day", "weekday"})
TAGS = frozenset({"p", "h2", "ul", "ol", "li", "strong", "em", "br"})
_NODES = frozenset(
    {"Template", "Output", "TemplateData", "Name", "If", "CondExpr", "Not", "And", "Or", "Const", "Filter"}
)
_TAG = re.compile(r"<\s*/?\s*([A-Za-z!?][\w-]*)?([^<>]*)>?")
_CLASS = re.compile(r'\s*(class="apart"\s*)?/?')
_TELLING = re.compile(
    r"dette|impay|loyer|expuls|tribunal|huissier|commissaire|juge|justice|bail\b|bailleur|propriétaire|ccapex|"
    r"procédure|assignation|commandement|préfecture|contentieux",
    re.IGNORECASE,
)


def template_problems(kind: LetterKind, file: str, text: str) -> list[PackProblem]:
    """Return everything that is wrong with a template, with its line."""
    from jinja2 import TemplateSyntaxError
    from jinja2.sandbox import SandboxedEnvironment

    if len(text) > LONGEST_TEMPLATE:
        return [_unreadable(file)]
    try:
        tree = SandboxedEnvironment(autoescape=True).parse(text)
    except TemplateSyntaxError as error:
        return [_unreadable(file, error.lineno)]
    except (ValueError, ArithmeticError, RecursionError):  # a number too long, brackets too deep for the parser
        return [_unreadable(file)]
    return [*_in_tree(kind, file, tree), *_in_words(kind, file, text)]


def _unreadable(file: str, line: int | None = None) -> PackProblem:
    return PackProblem(code=ProblemCode.UNREADABLE_FILE, file=file, line=line, expected="gabarit Jinja2")


def telling(text: str) -> bool:
    """Say whether a text tells a neighbour what it is about."""
    return bool(_TELLING.search(text))


def _in_tree(kind: LetterKind, file: str, tree: "nodes.Template") -> Iterator[PackProblem]:
    from jinja2 import nodes

    named = set()
    for node in _walk(tree):
        if type(node).__name__ not in _NODES or (isinstance(node, nodes.Filter) and node.name not in FILTERS):
            expected = "seulement {{ nom }}, {% if nom %} et les filtres day, weekday"
            yield PackProblem(code=ProblemCode.CONTRADICTION, file=file, line=node.lineno, expected=expected)
        elif isinstance(node, nodes.Name):
            named.add(node.name)
            if node.name not in MAY_SAY[kind]:
                yield PackProblem(
                    code=ProblemCode.UNKNOWN_VALUE,
                    file=file,
                    line=node.lineno,
                    expected=", ".join(sorted(MAY_SAY[kind])),
                    nearest=nearest(node.name, MAY_SAY[kind]),
                )
    said = {node.name for node in _always(tree)}
    for name in sorted(MUST_SAY[kind] - said):
        why = "à dire sans condition" if name in named else "la loi ou l’usage veut cette mention"
        yield PackProblem(code=ProblemCode.MISSING_KEY, file=file, key=name, expected=why)


def _walk(node: "nodes.Node") -> "Iterator[nodes.Node]":
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _always(tree: "nodes.Template") -> "Iterator[nodes.Name]":
    """Yield the names that stand outside of any condition: only they are said in every letter."""
    from jinja2 import nodes

    for part in tree.body:
        if isinstance(part, nodes.Output):
            for shown in part.nodes:
                inner = shown.node if isinstance(shown, nodes.Filter) else shown
                if isinstance(inner, nodes.Name):
                    yield inner


def _in_words(kind: LetterKind, file: str, text: str) -> Iterator[PackProblem]:
    for number, line in enumerate(text.split("\n"), 1):
        for tag in _TAG.finditer(line):
            if kind is LetterKind.SMS or tag[1] not in TAGS or not tag[0].endswith(">") or not _CLASS.fullmatch(tag[2]):
                expected = "du texte sans balise" if kind is LetterKind.SMS else f"balises {', '.join(sorted(TAGS))}"
                yield PackProblem(code=ProblemCode.CONTRADICTION, file=file, line=number, expected=expected)
        if kind in DISCREET and telling(line):
            expected = "aucun mot qui dise de quoi il s’agit : un voisin peut lire"
            yield PackProblem(code=ProblemCode.CONTRADICTION, file=file, line=number, expected=expected)
