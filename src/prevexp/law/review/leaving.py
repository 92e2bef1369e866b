"""The commandement de quitter les lieux: its mentions, and the prefect it must be told to (E2, E5).

Source: CPCE art. L.412-5, R.411-1, R.412-1.
"""

from datetime import date

from ..parameters import State
from ..reasoning import Reasoning
from .finding import Ask
from .finding import Found
from .finding import Why
from .finding import all_read
from .finding import because
from .finding import defect
from .finding import not_seen
from .finding import ok
from .finding import unknown
from .finding import worst


def quit_notice(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    quit_title_stated: bool | None = None,
    quit_court_stated: bool | None = None,
    quit_date_stated: bool | None = None,
    quit_warning_stated: bool | None = None,
    quit_texts_copied: bool | None = None,
    prefect_seized: bool | None = None,
) -> Found:
    """Return whether the act bears its mentions and the prefect was seized of it, else the delay is suspended."""
    contents, seizure = reason.read("quit-contents", served_on), reason.read("prefect-seized", served_on)
    if contents is None or seizure is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "served_on")
    if State.NOT_KNOWN in (contents.state, seizure.state):
        return unknown(Ask.LAWYER, because(Why.NOT_ESTABLISHED))
    mentions = all_read(
        Ask.BAILIFF_OR_ACT,
        quit_title_stated=quit_title_stated,
        quit_court_stated=quit_court_stated,
        quit_date_stated=quit_date_stated,
        quit_warning_stated=quit_warning_stated,
        quit_texts_copied=quit_texts_copied,
    )
    return worst(mentions, _seized(prefect_seized=prefect_seized))


def _seized(*, prefect_seized: bool | None) -> Found:
    if prefect_seized is None:
        return not_seen(Ask.PREFECTURE, "prefect_seized")
    if prefect_seized:
        return ok()
    return defect(because(Why.DELAY_SUSPENDED)).with_values(delay_state="suspended")
