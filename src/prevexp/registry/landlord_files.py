"""landlord.toml: what landlords are told of in a territory and by when; the guarantees that ship stand first."""

from collections.abc import Iterable
from importlib.resources import files

from prevexp.casework.landlord.plan import GuaranteeEntry
from prevexp.casework.landlord.plan import InformFrom
from prevexp.casework.landlord.plan import LandlordPlan
from prevexp.domain.landlord import Guarantee

from .folder import PackFolder
from .problems import ProblemCode
from .sections import Section
from .sections import TomlFile

LANDLORD = "landlord.toml"


def read_landlord_plan(folder: PackFolder) -> LandlordPlan | None:
    """Read what a territory sets for its landlords, or the default; None if a problem was noted."""
    shipped = _plan(TomlFile(name=LANDLORD, problems=folder.problems).read(_default_text()), ())
    own = folder.toml_if_any(LANDLORD)
    if own is None or shipped is None:
        return shipped
    return _plan(own, shipped.guarantees.values(), named=True)


def default_landlord_plan() -> LandlordPlan:
    """Return what holds in a territory that says nothing of its own."""
    section = TomlFile(name=LANDLORD, problems=[]).read(_default_text())
    plan = _plan(section, ())
    assert plan is not None, section.file.problems  # noqa: S101 - data shipped with the code
    return plan


def _default_text() -> str:
    return files(__package__).joinpath("data", LANDLORD).read_text(encoding="utf-8")


def _plan(top: Section, shipped: Iterable[GuaranteeEntry], *, named: bool = False) -> LandlordPlan | None:
    """Read the file; `named`: a guarantee of a territory has a label, and an id that is none of those shipped."""
    source, start = top.text("source"), top.choice("inform_from", InformFrom)
    inform, answer = top.whole("inform_within_days"), top.whole("answer_within_days")
    entries = {entry.id: entry for entry in shipped}
    for section in top.sections("guarantee"):
        entry = _entry(section, named=named)
        if entry is not None and entry.id in entries:
            section.report(ProblemCode.TWICE, "id")
        elif entry is not None:
            entries[entry.id] = entry
    return top.build(
        lambda: LandlordPlan(
            guarantees=entries,
            inform_within_days=inform,
            inform_from=start,
            answer_within_days=answer,
            source=source,
        )
    )


def _entry(section: Section, *, named: bool) -> GuaranteeEntry | None:
    id_ = section.text("id") if named else section.choice("id", Guarantee).value
    label = section.text("label") if named else None
    at_signing, source = section.flag("at_signing"), section.text("source")
    days = {key: section.day_if_any(key) for key in ("since", "leases_from", "leases_to")}
    return section.build(lambda: GuaranteeEntry(id=id_, at_signing=at_signing, source=source, label=label, **days))
