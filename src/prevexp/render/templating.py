"""Fills the templates of pages. Everything is escaped; a value that is missing is an error, not an empty place."""

import re
from functools import cache
from typing import TYPE_CHECKING

from . import french
from . import palette

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def fill(template: str, **values: object) -> str:
    """Return a page made from one of the templates of this room."""
    page = _environment().get_template(template).render(**values)
    head, end, body = page.partition("</head>")
    return head + end + re.sub(r">[^<]+", _words, body)


def _words(found: re.Match[str]) -> str:
    """Return the words between two tags with French spaces and apostrophes."""
    return french.typographic(found[0]).replace("&#39;", "’").replace("'", "’")


def picture(svg: str) -> "Markup":
    """Mark a picture made by `charts` as safe: its words were escaped when it was drawn."""
    from markupsafe import Markup

    return Markup(svg)  # noqa: S704 - serialised by ElementTree, which escapes  # nosec B704


@cache
def _environment() -> "Environment":
    from jinja2 import Environment
    from jinja2 import PackageLoader
    from jinja2 import StrictUndefined

    environment = Environment(
        loader=PackageLoader("prevexp.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["palette"] = palette
    return environment
