"""contact.toml: how a territory approaches a household; where it has none, the plan that comes with prevexp holds."""

from importlib.resources import files

from prevexp.casework.contact_plan import ContactPlan
from prevexp.casework.contact_plan import ContactStep
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel

from .folder import PackFolder
from .problems import ProblemCode
from .sections import Section
from .sections import TomlFile

CONTACT = "contact.toml"


def read_contact_plan(folder: PackFolder) -> ContactPlan | None:
    """Read the contact plan of a territory, or the default one; None if a problem was noted."""
    return _plan(folder.toml_if_any(CONTACT) or _default(folder))


def default_contact_plan() -> ContactPlan:
    """Return the contact plan of a territory that has none of its own."""
    section = TomlFile(name=CONTACT, problems=[]).read(_default_text())
    plan = _plan(section)
    assert plan is not None, section.file.problems  # noqa: S101 - data shipped with the code
    return plan


def _default(folder: PackFolder) -> Section:
    return TomlFile(name=CONTACT, problems=folder.problems).read(_default_text())


def _default_text() -> str:
    return files(__package__).joinpath("data", CONTACT).read_text(encoding="utf-8")


def _plan(top: Section) -> ContactPlan | None:
    source, most = top.text("source"), top.whole("most_attempts")
    stops, notice = top.choices("stops", AttemptOutcome), top.whole("follow_up_notice_days")
    steps = [step for section in top.sections("step") if (step := _step(section))]
    drops = dict(_drops(top))
    if not steps and "step" not in top.faulty:
        top.report(ProblemCode.MISSING_KEY, "step", expected="au moins une table [[step]]")
    return top.build(
        lambda: ContactPlan(
            steps=tuple(steps),
            most_attempts=most,
            stops=frozenset(stops),
            drops=drops,
            follow_up_notice_days=notice,
            source=source,
        )
    )


def _step(section: Section) -> ContactStep | None:
    channel, after_days = section.choice("channel", Channel), section.whole("after_days")
    return section.build(lambda: ContactStep(channel=channel, after_days=after_days))


def _drops(top: Section) -> list[tuple[AttemptOutcome, frozenset[Channel]]]:
    """Read [[drop]]: the channels that an outcome shows to be of no use; a second for one outcome is a problem."""
    found: dict[AttemptOutcome, frozenset[Channel]] = {}
    for section in top.sections("drop"):
        outcome, channels = section.choice("outcome", AttemptOutcome), section.choices("channels", Channel)
        if outcome in found:
            section.report(ProblemCode.TWICE, "outcome")
        section.close()
        found[outcome] = frozenset(channels)
    return list(found.items())
