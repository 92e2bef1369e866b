"""retention.toml: what a territory makes of the durations: shorter as it likes, longer only with a text and a name."""

from datetime import date

from prevexp.domain.errors import InvalidValue
from prevexp.law.period import Period
from prevexp.privacy.loading import core_retention
from prevexp.privacy.retention import Duration
from prevexp.privacy.retention import RetentionRules
from prevexp.privacy.retention import RetentionStage
from prevexp.privacy.retention import of_territory

from .folder import PackFolder
from .problems import ProblemCode
from .sections import Section

RETENTION = "retention.toml"


def read_retention(folder: PackFolder) -> RetentionRules | None:
    """Read how long a territory keeps data, or what comes with prevexp; None if a problem was noted."""
    top = folder.toml_if_any(RETENTION)
    if top is None:
        return core_retention()
    shorter = [_shorter(section) for section in top.sections("shorter")]
    longer = [_longer(section) for section in top.sections("longer")]
    readers = top.texts("archive_readers") if "archive_readers" in top.table else ()
    top.close()
    if any(one is None for one in (*shorter, *longer)):
        return None
    return of_territory(
        core_retention(),
        shorter=[one for one in shorter if one],
        longer=[one for one in longer if one],
        archive_readers=readers,
    )


def _shorter(section: Section) -> Duration | None:
    duration = _duration(section, source=section.text("source"))
    if duration is None:
        return None
    try:
        of_territory(core_retention(), shorter=(duration,))
    except InvalidValue:
        told = "une durée qui raccourcit celle de prevexp ; plus longue, elle s’écrit dans [[longer]]"
        section.report(ProblemCode.CONTRADICTION, "period", expected=told)
        return None
    return duration


def _longer(section: Section) -> Duration | None:
    """Read a longer duration: it rests on the text it names, who decided it and from when."""
    legal_basis, reference = section.text("legal_basis"), section.text("reference_text")
    return _duration(section, source=f"{legal_basis} ; {reference}", decided_by=section.text("decided_by"))


def _duration(section: Section, *, source: str, decided_by: str = "") -> Duration | None:
    stage, written = section.choice("stage", RetentionStage), section.text("period")
    valid_from, valid_to = section.day("valid_from"), section.day_if_any("valid_to")
    return section.build(lambda: _made(stage, written, valid_from, valid_to, source, decided_by))


def _made(
    stage: RetentionStage, written: str, valid_from: date, valid_to: date | None, source: str, decided_by: str
) -> Duration:
    return Duration(
        stage=stage,
        period=Period.parse(written),
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
        decided_by=decided_by,
    )
