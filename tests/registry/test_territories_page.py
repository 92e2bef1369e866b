"""docs/explanation/territories.md says of four packs what they say themselves; `pytest --update-golden` writes it."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from prevexp.domain.sharing import GroundKind
from prevexp.domain.sharing import Recipient
from prevexp.domain.vocabulary import WorkerRole
from prevexp.eligibility import core_rules
from prevexp.law.loading import national_law
from prevexp.law.parameters import State
from prevexp.registry import TerritoryPack
from prevexp.registry import load_territory
from prevexp.registry.connector_files import shipped_connectors
from prevexp.registry.letter_files import default_letters
from prevexp.render.labels import label

pytestmark = pytest.mark.checkout

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "territories.md"
TERRITORIES = ("62", "93", "76", "974")
ASSUMED = " *(h)*"


def mark(text: str, source: str) -> str:
    """Return a cell, marked if its source says that it is assumed, wholly or in part."""
    return text + (ASSUMED if "hypothèse" in source else "")


def entry(pack: TerritoryPack) -> str:
    yes, ask = (
        ", ".join(label(stage) for stage in type(pack.entry_stage) if stage in held)
        for held in (pack.stages.yes, pack.stages.ask)
    )
    return mark(f"**{label(pack.entry_stage)}**; in: {yes}; ask: {ask}", pack.stages.source)


def sender(pack: TerritoryPack) -> str:
    return mark(f"{pack.transfer.sender}", pack.transfer.source)


def unknown(pack: TerritoryPack) -> str:
    words = pack.transfer.aliases["values"]["suivi_service_social"]["non_suivi"]
    return "not followed, as the list writes it: " + ", ".join(f"« {word} »" for word in words)


def criteria(pack: TerritoryPack) -> str:
    own = set(pack.requires) ^ {rule.id for rule in core_rules(pack.stages)}
    return "the seven rules of the call" if not own else f"also {', '.join(sorted(own))}"


def asked(pack: TerritoryPack) -> str:
    return ", ".join(partner.label for partner in pack.partners if partner.asked)


def contact(pack: TerritoryPack) -> str:
    first, *others = pack.contact_plan.steps
    steps = [label(first.channel), *(f"{label(step.channel)} (+{step.after_days} d)" for step in others)]
    return mark(", ".join(steps), pack.contact_plan.source)


def place(pack: TerritoryPack) -> str:
    own = pack.letters.details.office
    return own if own != default_letters().details.office else "letters name the office, to be filled in"


def team(pack: TerritoryPack) -> str:
    counts = {role: len(pack.team.with_role(role)) for role in WorkerRole}
    fte = sum(worker.fte for worker in pack.team.workers)
    return f"{counts[WorkerRole.SOCIAL]} social, {counts[WorkerRole.LEGAL]} legal; {fte.normalize():f} FTE"


def diagnosis(pack: TerritoryPack) -> str:
    named = any(
        one.kind is GroundKind.DESIGNATION_PDALHPD and one.recipient is Recipient.JUDGE for one in pack.matrix.grounds
    )
    return "assessment; DSF to the judge" if named else "assessment; DSF to the judge shut, no designation named"


def contract(pack: TerritoryPack) -> str:
    return "required" if pack.engagement.undertakings_need_contract else "not required"


def recipients(pack: TerritoryPack) -> str:
    names = [one.slug for one in pack.addressees.values() if one.recipient is Recipient.CCAPEX]
    return ", ".join(f"`{name}`" for name in names)


def referrals(pack: TerritoryPack) -> str:
    own = pack.connectors != shipped_connectors()
    return f"{'own' if own else 'shipped'} catalogue, {len(pack.connectors)} by file"


def landlord(pack: TerritoryPack) -> str:
    plan = pack.landlord_plan
    return mark(f"told of {len(plan.guarantees)} guarantees within {plan.inform_within_days} days", plan.source)


def follow_up(pack: TerritoryPack) -> str:
    value = pack.law.setting.law.parameters["follow-up"].on(pack.valid_from).value
    return f"{value}"


def area(pack: TerritoryPack) -> str:
    register = pack.register
    rural = sum(commune.rural for commune in register.communes.values())
    placed = sum(1 for partner in pack.partners if partner.area)
    told = f"{len(register.communes)} communes ({rural} rural), {len(register.arrondissements)} arrondissements"
    return told + (f", {placed} partners with an area" if placed else "")


def quota(pack: TerritoryPack) -> str:
    first = pack.quota.volumes[0]
    return mark(f"{first.cases} cases a year from {first.starts_on}; unused: {pack.quota.carry_over}", first.source)


def vocabularies(pack: TerritoryPack) -> str:
    words = pack.transfer.aliases["headers"]
    return f"{sum(map(len, words.values()))} headings for {len(words)} columns"


def dated(pack: TerritoryPack) -> str:
    law = pack.law.setting.law
    own = sorted(law.parameters.keys() - national_law().parameters.keys())
    orders = [
        f"{id_} {law.parameters[id_].on(date(2021, 6, 1)).value}"
        for id_, one in sorted(national_law().parameters.items())
        if any(version.state is State.LOCAL for version in one.versions)
        and law.parameters[id_].on(date(2021, 6, 1)).value is not None
    ]
    here = sorted({day.name for day in law.holidays if day.departments and pack.department in day.departments})
    told = [f"from {pack.valid_from}", *(f"`{one}`" for one in own), *orders, *here]
    return "; ".join(told)


ROWS: dict[str, tuple[str, Callable[[TerritoryPack], str]]] = {
    "V1": ("entry stage", entry),
    "V2": ("who sends the list", sender),
    "V3": ("« unknown »", unknown),
    "V4": ("other criteria", criteria),
    "V5": ("who is asked", asked),
    "V6": ("contact plan", contact),
    "V7": ("meeting place", place),
    "V8": ("team", team),
    "V9": ("diagnosis", diagnosis),
    "V10": ("engagement contract", contract),
    "V11": ("CCAPEX told", recipients),
    "V12": ("referrals", referrals),
    "V13": ("landlord", landlord),
    "V14": ("follow-up", follow_up),
    "V15": ("territory", area),
    "V16": ("quota", quota),
    "V17": ("words of the list", vocabularies),
    "V18": ("dated law", dated),
}


def table() -> str:
    """Return the table of the page, made from the packs."""
    packs = [load_territory(name) for name in TERRITORIES]
    lines = [
        "| | | " + " | ".join(f"{pack.department} {pack.name}" for pack in packs) + " |",
        "|---|---|" + "---|" * len(packs),
        *(f"| {point} | {what} | " + " | ".join(map(read, packs)) + " |" for point, (what, read) in ROWS.items()),
    ]
    return "\n".join(lines) + "\n"


def test_the_page_says_what_the_packs_say(request: pytest.FixtureRequest) -> None:
    """The table of variation points is that of the packs as they are."""
    page = PAGE.read_text(encoding="utf-8")
    start, end = "<!-- table -->\n", "<!-- end of table -->\n"
    shown = re.search(f"{start}(.*?){end}", page, re.DOTALL)
    assert shown, f"{PAGE.name} has no table between {start.strip()} and {end.strip()}"
    made = table()
    if request.config.getoption("--update-golden"):
        PAGE.write_text(page.replace(shown[0], f"{start}{made}{end}"), encoding="utf-8", newline="\n")
        return
    assert shown[1] == made


def test_every_variation_point_has_its_row() -> None:
    """V1 to V18, none twice and none missing."""
    assert list(ROWS) == [f"V{number}" for number in range(1, 19)]
