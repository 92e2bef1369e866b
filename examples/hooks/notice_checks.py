"""A check of an act that a local charter asks for."""

from prevexp.domain.vocabulary import ActKind
from prevexp.law.review.checks import NoticeCheck
from prevexp.law.review.finding import Ask
from prevexp.law.review.finding import Why
from prevexp.law.review.finding import because
from prevexp.law.review.finding import defect
from prevexp.law.review.finding import not_seen
from prevexp.law.review.finding import ok
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="charte", api=1, title="Charte locale", contact="equipe@example.org")


def charter_letter(reason, *, charter_letter_sent: bool | None = None):
    """Ask whether the landlord sent the letter of the charter before the act."""
    if charter_letter_sent is None:
        return not_seen(Ask.LANDLORD, "charter_letter_sent")
    return ok() if charter_letter_sent else defect(because(Why.CONTRARY, inputs=("charter_letter_sent",)))


@hookimpl
def prevexp_notice_checks():
    acts = frozenset({ActKind.COMMANDEMENT_DE_PAYER})
    yield NoticeCheck(id="charte.letter", act_kinds=acts, source="charte, art. 2", check=charter_letter)
