"""A plugin adds checks to the review of an act."""

from collections.abc import Callable

import pytest

from prevexp.domain.vocabulary import ActKind
from prevexp.law.review.review import review
from prevexp.law.territory_law import national
from prevexp.registry import Registry

PLUGIN = """
from datetime import date
from prevexp.domain.vocabulary import ActKind
from prevexp.law.review.checks import NoticeCheck
from prevexp.law.review.finding import Ask, Why, because, defect, not_seen, ok
from prevexp.registry import PluginInfo, hookimpl

def charter(reason, *, charter_letter_sent: bool | None = None):
    if charter_letter_sent is None:
        return not_seen(Ask.LANDLORD, "charter_letter_sent")
    return ok() if charter_letter_sent else defect(because(Why.CONTRARY, inputs=("charter_letter_sent",)))

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="val", api=1, title="Val", contact="equipe@example.org")

@hookimpl
def prevexp_notice_checks():
    kinds = frozenset({ActKind.COMMANDEMENT_DE_PAYER})
    yield NoticeCheck(id="val.charter", act_kinds=kinds, source="charte du Val, art. 2", check=charter)
"""


@pytest.mark.parametrize(("sent", "finding"), [(True, "ok"), (False, "defect"), (None, "unknown")])
def test_a_plugin_adds_a_check_to_every_review_of_its_acts(
    install: Callable[..., object], sent: bool | None, finding: str
) -> None:
    """It stands after the checklist, with its own source."""
    (check,) = Registry.build(install(val=PLUGIN)).notice_checks
    found = review({"charter_letter_sent": sent}, national("62").setting, ActKind.COMMANDEMENT_DE_PAYER, extra=[check])
    last = found.answers[-1]
    assert (last.check.id, last.check.source, last.finding) == ("val.charter", "charte du Val, art. 2", finding)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id="val.charter"', 'id="act-review-7"', "begins with the plugin's id"),
        ("yield NoticeCheck(", "yield dict(", "NoticeCheck is needed"),
    ],
)
def test_a_plugin_whose_check_cannot_be_is_left_out_and_named(
    install: Callable[..., object], old: str, new: str, said: str
) -> None:
    """No check of the law is replaced."""
    registry = Registry.build(install(val=PLUGIN.replace(old, new)))
    (fault,) = registry.faults
    assert registry.notice_checks == ()
    assert said in str(fault)
