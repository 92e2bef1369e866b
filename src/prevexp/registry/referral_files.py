"""referral.toml: how a territory reminds a silent partner; without one, the ladder that comes with prevexp holds."""

from importlib.resources import files

from prevexp.casework.referral.plan import Ladder
from prevexp.casework.referral.plan import ReferralPlan
from prevexp.casework.referral.plan import ReminderKind
from prevexp.casework.referral.plan import ReminderStep

from .folder import PackFolder
from .sections import Section
from .sections import TomlFile

REFERRAL = "referral.toml"


def read_referral_plan(folder: PackFolder) -> ReferralPlan | None:
    """Read the ladder of a territory, or the default one; None if a problem was noted."""
    shipped = TomlFile(name=REFERRAL, problems=folder.problems)
    return _plan(folder.toml_if_any(REFERRAL) or shipped.read(_default_text()))


def default_referral_plan() -> ReferralPlan:
    """Return the ladder of a territory that has none of its own."""
    section = TomlFile(name=REFERRAL, problems=[]).read(_default_text())
    plan = _plan(section)
    assert plan is not None, section.file.problems  # noqa: S101 - data shipped with the code
    return plan


def _default_text() -> str:
    return files(__package__).joinpath("data", REFERRAL).read_text(encoding="utf-8")


def _plan(top: Section) -> ReferralPlan | None:
    source, within, grace = top.text("source"), top.whole("send_within_days"), top.whole("grace_days")
    answer, outcome = _ladder(top.section("answer")), _ladder(top.section("outcome"))
    plan = top.build(
        lambda: ReferralPlan(
            send_within_days=within,
            grace_days=grace,
            answer=answer or Ladder(),
            outcome=outcome or Ladder(),
            source=source,
        )
    )
    return plan if answer and outcome else None


def _ladder(section: Section) -> Ladder | None:
    ends_after = section.whole("ends_after_days")
    steps = [step for one in section.sections("step") if (step := _step(one))]
    return section.build(lambda: Ladder(steps=tuple(steps), ends_after_days=ends_after))


def _step(section: Section) -> ReminderStep | None:
    kind, after_days = section.choice("kind", ReminderKind), section.whole("after_days")
    return section.build(lambda: ReminderStep(kind=kind, after_days=after_days))
