"""A note to the CCAPEX, to the judge or to another partner, as a page to print: made from a view and from nothing else.

It is handed no case, so what the view does not hold cannot stand in it. The headings are those of the diagnostic social
et financier. Source: loi 89-462 art. 24 III; décret 2021-8; loi 90-449 art. 7-2.
"""

from collections.abc import Iterator

from prevexp.domain.sharing import Recipient
from prevexp.privacy.view import View

from . import french
from .labels import label
from .note_rows import sections
from .sharing_words import item_words
from .sharing_words import reason
from .templating import fill

_TITLES = {
    Recipient.CCAPEX: "Note à la CCAPEX",
    Recipient.JUDGE: "Éléments pour le diagnostic social et financier",
}
_OTHER = "Fiche de transmission"
_USE = "Ces données servent à ceci et à rien d’autre : {purpose}. Elles ne se transmettent pas à d’autres."


def note_html(view: View, *, addressee: str | None = None) -> str:
    """Return the page of a view; what is permitted and not known is said to be so.

    `addressee` is what the territory calls the partner, where there may be several of one kind.
    """
    title = _TITLES.get(view.partner.recipient, _OTHER)
    return fill(
        "note.html.j2",
        title=title,
        recipient=addressee or label(view.partner.recipient),
        on=french.day(view.on),
        use=_USE.format(purpose=label(view.purpose)),
        sections=list(sections(view)),
        grounds=list(_grounds(view)),
    )


def nothing_leaves(view: View) -> str:
    """Say why a view is empty, each reason once."""
    reasons = dict.fromkeys(label(held.why) for held in view.withheld if held.row is not None)
    told = " ; ".join(reasons) or "la matrice ne prévoit rien pour ce destinataire"
    return f"Rien ne peut partir ({label(view.state)}) : {told}."


def _grounds(view: View) -> Iterator[tuple[str, str]]:
    """Yield each ground once, with what it lets pass; a group passed by hand only if something of it was picked."""
    found: dict[str, list[str]] = {}
    picked = {piece.group for piece in view.told}
    for one in view.passing:
        if one.by_hand and one.item not in picked:
            continue
        found.setdefault(reason(one), []).append(item_words(one.item))
    for why, items in found.items():
        yield french.listed(items), why
