"""partners.toml: who may answer for a household or be told of it, under which name, and for which area."""

from prevexp.domain.places import CommuneRegister
from prevexp.domain.sharing import Recipient
from prevexp.domain.vocabulary import PartnerKind

from .folder import PackFolder
from .partners import Partner
from .problems import ProblemCode
from .problems import nearest
from .sections import Section

PARTNERS = "partners.toml"


def read_partners(folder: PackFolder, register: CommuneRegister) -> tuple[Partner, ...]:
    """Read [[partner]]; two that are one recipient of the sharing matrix may not stand for one arrondissement."""
    top = folder.toml(PARTNERS)
    partners: dict[str, Partner] = {}
    taken: dict[tuple[Recipient, str], str] = {}
    for section in top.sections("partner"):
        partner = _partner(section, register)
        if partner is None:
            continue
        if partner.slug in partners:
            section.report(ProblemCode.TWICE, "slug")
        partners[partner.slug] = partner
        _note_area(section, partner, taken)
    top.close()
    return tuple(partners.values())


def _partner(section: Section, register: CommuneRegister) -> Partner | None:
    slug, kind = section.text("slug"), section.choice("kind", PartnerKind)
    label, asked = section.text("label"), section.flag("asked")
    recipient = section.choice("recipient", Recipient) if "recipient" in section.table else None
    area = section.texts("area") if "area" in section.table else ()
    known = register.arrondissements
    for code in area:
        if known and code not in known:
            expected = ", ".join(known)
            section.report(ProblemCode.UNKNOWN_VALUE, "area", expected=expected, nearest_to=nearest(code, known))
    if "area" in section.table and not area and "area" not in section.faulty:
        section.report(
            ProblemCode.WRONG_TYPE, "area", expected="codes d’arrondissements ; sans la clé, tout le territoire"
        )
    return section.build(
        lambda: Partner(slug=slug, kind=kind, label=label, asked=asked, recipient=recipient, area=frozenset(area))
    )


def _note_area(section: Section, partner: Partner, taken: dict[tuple[Recipient, str], str]) -> None:
    """Note whom a partner is where; a second one there would leave open which of the two is told."""
    whom = partner.of_the_matrix
    if whom is None:
        return
    for code in sorted(partner.area):
        other = taken.setdefault((whom, code), partner.slug)
        if other != partner.slug:
            section.report(ProblemCode.CONTRADICTION, "area", expected=f"{code} une seule fois : {other} y est déjà")
