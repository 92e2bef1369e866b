"""The review of one act: every check that concerns its kind, answered, with what each answer rests on."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date

import attrs

from ...domain.act_review import Finding
from ...domain.errors import LegalInputRefused
from ...domain.groups import Veiled
from ...domain.vocabulary import ActKind
from ..compute import ACT_KIND
from ..compute import Given
from ..compute import Rules
from ..inputs import Input
from ..inputs import decode
from ..inputs import inputs_of
from ..reasoning import Ruling
from ..rules.table import national_rules
from ..setting import Setting
from .checks import NoticeCheck
from .checks import national_checks
from .finding import Ask
from .finding import Because
from .finding import Found
from .finding import Why
from .finding import because
from .finding import unknown


@attrs.frozen(kw_only=True)
class CheckAnswer(Veiled):
    """What one check found on an act: the finding, why, what was read, the law it rests on, what stays open."""

    check: NoticeCheck
    finding: Finding
    ask: Ask | None = attrs.field(metadata={"description": "who can answer, if it is not known"})
    because: tuple[Because, ...]
    read: Mapping[str, object] = attrs.field(repr=False, metadata={"description": "inputs it takes; None: not seen"})
    ruling: Ruling = attrs.field(repr=False, metadata={"description": "steps, versions of the law, policies, remarks"})

    @property
    def number(self) -> int | None:
        """The number of the check in the checklist; a plugin's own check has none."""
        return self.check.sheet.number if self.check.sheet else None

    @property
    def harm_needed(self) -> bool | None:
        """Whether harm must be proven for a defect to count; None: no sanction of procedure is at stake."""
        return self.check.sheet.sanction.harm_needed if self.check.sheet else None


@attrs.frozen(kw_only=True)
class NoticeReview(Veiled):
    """The review of an act: a lead for a jurist, never a verdict on the act."""

    act_kind: ActKind
    served_on: date | None
    department: str
    answers: tuple[CheckAnswer, ...]
    unread: tuple[str, ...] = attrs.field(default=(), metadata={"description": "inputs that no rule takes"})

    def of(self, finding: Finding) -> tuple[CheckAnswer, ...]:
        """Return the answers with a finding, in the order of the checklist."""
        return tuple(answer for answer in self.answers if answer.finding is finding)

    @property
    def counts(self) -> Mapping[Finding, int]:
        """How many answers there are of each finding; together they are all the checks that concern the act."""
        return {finding: len(self.of(finding)) for finding in Finding}

    @property
    def policies(self) -> Mapping[str, str]:
        """The open questions that some answer rests on, with the choice made."""
        return {name: choice for answer in self.answers for name, choice in answer.ruling.policies.items()}


def review(
    inputs: Mapping[str, object], setting: Setting, act_kind: ActKind, *, extra: Iterable[NoticeCheck] = ()
) -> NoticeReview:
    """Review an act from what was read on the documents; null and a name left out are "not seen".

    `extra` checks come after those of the checklist; one that raises is answered "not known: fault", never ok. Raises
    LegalInputRefused for an input that is misspelt, impossible or contradicts another, and for a kind of act that no
    check concerns.
    """
    added = tuple(extra)
    checks = [check for check in (*national_checks(), *added) if act_kind in check.act_kinds]
    if not checks:
        raise LegalInputRefused("no-check-for-act", act_kind=act_kind.value)
    given = _table(added).read({**inputs, ACT_KIND: act_kind})
    served_on = given.known.get("served_on")
    return NoticeReview(
        act_kind=act_kind,
        served_on=served_on if isinstance(served_on, date) else None,
        department=setting.department,
        answers=tuple(_answer(check, given, setting, guarded=check in added) for check in checks),
        unread=given.unread,
    )


def _table(added: Iterable[NoticeCheck]) -> Rules:
    """Return the national rules with the inputs of added checks; a national input keeps its type."""
    national = national_rules()
    more: dict[str, Input] = {}
    for check in added:
        try:
            more |= {name: attrs.evolve(one, required=False) for name, one in inputs_of(check.check).items()}
        except Exception:  # noqa: BLE001, S112 - a check whose signature cannot be read is named when it is called
            continue
    return attrs.evolve(national, inputs={**more, **national.inputs})


def _answer(check: NoticeCheck, given: Given, setting: Setting, *, guarded: bool) -> CheckAnswer:
    if not guarded:
        return _answered(check, given, setting)
    try:
        for name, one in inputs_of(check.check).items():
            decode(one, given.known.get(name))  # a name of the law keeps its type, whatever the plugin takes it for
        return _answered(check, given, setting)
    except Exception as fault:  # noqa: BLE001 - the fault of one plugin must not end the review; its text may name somebody
        found = unknown(Ask.PLUGIN, because(Why.PLUGIN_FAULT, check=check.id, fault=type(fault).__name__))
        return CheckAnswer(
            check=check,
            finding=found.finding,
            ask=found.ask,
            because=found.because,
            read={},
            ruling=Ruling(rule=check.id, values={}),
        )


def _answered(check: NoticeCheck, given: Given, setting: Setting) -> CheckAnswer:
    reason = given.reasoning(setting)
    wanted = inputs_of(check.check)
    found = check.check(reason, **given.arguments(wanted))
    if not isinstance(found, Found):
        raise TypeError("a check returns what it found")
    return CheckAnswer(
        check=check,
        finding=found.finding,
        ask=found.ask,
        because=found.because,
        read={name: given.known.get(name) for name in wanted},
        ruling=reason.ruling(check.id, found.values),
    )
