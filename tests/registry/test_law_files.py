"""What a territory says of the law: local days, choices of policy, prefectoral orders, deadlines of its own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from prevexp.domain.errors import PackInvalid
from prevexp.domain.errors import PluginFault
from prevexp.law.deadlines import DeadlineKind
from prevexp.registry import Registry
from prevexp.registry import load_territory
from prevexp.registry import read_pack

CALENDAR = """
[[holiday]]
name = "fête du val"
fixed = "06-24"
article = "usage local"

[temples]
with = ["99001"]
without = ["99002"]
source = "consistoire"
"""
LAW = """
subject = "Val-Perdu"
reviewed_on = 2026-11-25

[sources.charte]
title = "charte de prévention"
address = "préfecture"

[policies]
acquisition-day = "last-day"
source = "juridiction du val"

[[value]]
parameter = "signal-months"
from = 2016-03-01
to = 2023-07-28
value = 3
article = "arrêté préfectoral"
source = "recueil des actes administratifs"
reviewed_on = 2026-11-25

[[parameter]]
id = "val.first-visit"
rules = ["val"]
title = "Première visite"
unit = "period"
factor = "seizure"
versions = [{ value = "P10D", article = "charte, art. 2", source = "charte" }]

[[deadline]]
kind = "val.first-visit"
title = "première visite"
parameter = "val.first-visit"
from = "received_on"
bearing = "do-by"
moves = true
presses = true
"""


@pytest.fixture
def legal_pack(pack: Path) -> Path:
    """Write the small pack with both files on the law."""
    (pack / "calendar.toml").write_text(CALENDAR, encoding="utf-8")
    (pack / "law.toml").write_text(LAW, encoding="utf-8")
    return pack


def test_without_the_files_the_national_law_holds_as_it_is(pack: Path) -> None:
    """A pack need not say anything of the law."""
    law = read_pack(pack).law
    assert law.setting.choice(law.setting.law.policies["acquisition-day"].id) == "next-day"
    assert law.setting.calendar.holiday(date(2021, 6, 24)) is None


def test_a_territory_sets_days_choices_orders_and_deadlines(legal_pack: Path) -> None:
    """Each of them is read, and none needs Python."""
    law = read_pack(legal_pack).law
    assert law.setting.calendar.holiday(date(2021, 6, 24)) is not None
    assert law.setting.policies["acquisition-day"] == "last-day"
    assert law.setting.law.parameters["signal-months"].on(date(2020, 1, 1)).value == 3
    assert law.temples == {"99001": True, "99002": False}
    (deadline,) = law.deadlines_in("99001", {"received_on": date(2021, 6, 14)}).found
    assert (deadline.kind, deadline.on) == ("val.first-visit", date(2021, 6, 25))


WRONG = {
    "no such day": ("calendar.toml", 'fixed = "06-24"', 'fixed = "06-31"', "holiday.fixed"),
    "commune of nowhere": ("calendar.toml", 'with = ["99001"]', 'with = ["99009"]', "temples.with"),
    "policy misspelt": ("law.toml", "acquisition-day", "aquisition-day", "policies.aquisition-day"),
    "choice that is none": ("law.toml", '"last-day"', '"friday"', "policies.acquisition-day"),
    "order on national law": ("law.toml", "to = 2023-07-28", "to = 2023-07-29", "value"),
    "value nobody left to it": ("law.toml", '"signal-months"', '"clause-delay"', "value.parameter"),
    "unit that is none": ("law.toml", 'unit = "period"', 'unit = "days"', "parameter"),
    "parameter misspelt": ("law.toml", 'parameter = "val.first-visit"', 'parameter = "val.firstvisit"', "deadline"),
    "kind that is taken": ("law.toml", 'kind = "val.first-visit"', 'kind = "hearing"', "deadline"),
    "key nobody reads": ("law.toml", "moves = true", "moved = true", "deadline.moved"),
}


@pytest.mark.parametrize("name, old, new, key", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_file_and_key(
    legal_pack: Path, change: Callable[[str, str, str], None], name: str, old: str, new: str, key: str
) -> None:
    """The file, the key, and no pack."""
    change(name, old, new)
    with pytest.raises(PackInvalid) as refused:
        read_pack(legal_pack)
    assert (name, key) in {(problem.file, problem.key) for problem in refused.value.params["problems"]}


PLUGIN = """
from prevexp.law.deadlines import Bearing, DeadlineRule
from prevexp.registry import PluginInfo, hookimpl

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="val", api=1, title="Val", contact="equipe@example.org")

@hookimpl
def prevexp_deadline_rules():
    yield DeadlineRule(kind="val.letter", parameter="follow-up", needs=("received_on",), bearing=Bearing.DO_BY)
"""


def test_a_plugin_adds_a_deadline_to_every_case(pack: Path, install: Callable[..., object]) -> None:
    """It stands beside those of the law."""
    registry = Registry.build(install(val=PLUGIN))
    law = load_territory(pack, registry=registry).law
    facts = {"received_on": date(2021, 4, 30), "hearing_on": date(2021, 9, 1)}
    assert {one.kind for one in law.deadlines_in(None, facts).found} == {"val.letter", DeadlineKind.HEARING}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"val.letter"', '"letter"', "begins with the plugin's id"),
        ('parameter="follow-up"', 'rule="C999"', "unknown-rule"),
        ("yield DeadlineRule(", "yield dict(", "DeadlineRule is needed"),
    ],
)
def test_a_plugin_whose_deadline_cannot_be_is_left_out_and_named(
    install: Callable[..., object], old: str, new: str, said: str
) -> None:
    """Wholly, with the reason."""
    registry = Registry.build(install(val=PLUGIN.replace(old, new)))
    (fault,) = registry.faults
    assert registry.deadlines == ()
    assert said in str(fault)


def test_a_deadline_with_an_unknown_parameter_is_the_plugin_s_fault(pack: Path, install: Callable[..., object]) -> None:
    """A territory's parameters are known when its pack is read, not before."""
    registry = Registry.build(install(val=PLUGIN.replace('"follow-up"', '"folow-up"')))
    with pytest.raises(PluginFault, match="folow-up"):
        load_territory(pack, registry=registry)


@pytest.mark.checkout
def test_the_files_shown_in_the_pages_are_read_as_they_stand(pack: Path) -> None:
    """docs/how-to/territory-law.md shows a calendar and a law that a pack may hold."""
    page = Path(__file__).parents[2] / "docs" / "how-to" / "territory-law.md"
    shown = [part.partition("```")[0] for part in page.read_text(encoding="utf-8").split("```toml\n")[1:]]
    for name, text in zip(("calendar.toml", "law.toml"), shown, strict=True):
        (pack / name).write_text(text.replace("67482", "99001"), encoding="utf-8")
    assert [one.kind for one in read_pack(pack).law.deadlines][-1] == "charte.first-visit"
