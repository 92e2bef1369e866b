"""engagement.toml: how contracts and undertakings are watched; without one, the rules that come with prevexp hold."""

from importlib.resources import files

from prevexp.casework.engagement_rules import EngagementRules

from .folder import PackFolder
from .sections import Section
from .sections import TomlFile

ENGAGEMENT = "engagement.toml"


def read_engagement_rules(folder: PackFolder) -> EngagementRules | None:
    """Read the rules of a territory, or the default ones; None if a problem was noted."""
    top = folder.toml_if_any(ENGAGEMENT)
    return _rules(top or TomlFile(name=ENGAGEMENT, problems=folder.problems).read(_default_text()))


def default_engagement_rules() -> EngagementRules:
    """Return the rules of a territory that has none of its own."""
    section = TomlFile(name=ENGAGEMENT, problems=[]).read(_default_text())
    rules = _rules(section)
    assert rules is not None, section.file.problems  # noqa: S101 - data shipped with the code
    return rules


def _default_text() -> str:
    return files(__package__).joinpath("data", ENGAGEMENT).read_text(encoding="utf-8")


def _rules(top: Section) -> EngagementRules | None:
    source, needed = top.text("source"), top.flag("undertakings_need_contract")
    contract, undertaking = top.whole("contract_notice_days"), top.whole("undertaking_notice_days")
    check = top.whole("instalment_check_days")
    return top.build(
        lambda: EngagementRules(
            undertakings_need_contract=needed,
            contract_notice_days=contract,
            undertaking_notice_days=undertaking,
            instalment_check_days=check,
            source=source,
        )
    )
