"""Letters to print, and messages to send, from the templates of the territory. The text is kept nowhere.

A template sees what the territory says and the meeting, and nothing of who the people are: name and address stand in
the window of the envelope only, which this room adds.
"""

from functools import cache
from typing import TYPE_CHECKING

from prevexp.caseload.letters import ADDRESSED
from prevexp.caseload.letters import LetterDraft
from prevexp.domain.paper import LetterKind
from prevexp.domain.paper import Recipient

from . import french
from .sms import plain
from .templating import fill

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_TITLES = {
    LetterKind.FIRST_LETTER: "Une aide pour votre logement",
    LetterKind.DOOR_NOTICE: "Nous sommes passés",
    LetterKind.APPOINTMENT: "Proposition de rendez-vous",
    LetterKind.DATA_INFORMATION: "Vos données et vos droits",
    LetterKind.LANDLORD_INFORMATION: "Garanties et aides pour les propriétaires",
}
_WITH_SHEET = frozenset({LetterKind.FIRST_LETTER})


def letter_html(letter: LetterDraft) -> str:
    """Return a letter to print (A4, address in the window of the envelope); a door notice is half a page, nameless."""
    from markupsafe import Markup

    discreet = letter.kind is LetterKind.DOOR_NOTICE
    return fill(
        "letter.html.j2",
        title=_TITLES[letter.kind],
        body=Markup(_filled(letter, escaped=True)),  # noqa: S704 - filled with autoescape, its tags checked at load  # nosec B704
        sender=letter.values["sender"],
        office=letter.values["office"],
        phone=letter.values["phone"],
        address=[line.reveal() for line in letter.address],
        landlord=letter.recipient is Recipient.LANDLORD,
        reference=letter.reference,
        day=french.day(letter.on),
        addressed=letter.kind in ADDRESSED,
        discreet=discreet,
        enclosed="Jointe : la feuille « Vos données et vos droits »." if letter.kind in _WITH_SHEET else "",
    )


def letter_text(letter: LetterDraft) -> str:
    """Return a message to send, in the small alphabet of phones."""
    return plain(" ".join(_filled(letter, escaped=False).split()))


def _filled(letter: LetterDraft, *, escaped: bool) -> str:
    return _environment(escaped=escaped).from_string(letter.template.text).render(**letter.values)


@cache
def _environment(*, escaped: bool) -> "SandboxedEnvironment":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(autoescape=escaped, undefined=StrictUndefined)
    environment.filters |= {"day": french.day, "weekday": french.weekday}
    environment.globals.clear()
    return environment
