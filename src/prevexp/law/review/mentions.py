"""What a commandement de payer must say: each law on its contents asked for other mentions (C6a, C6b, C6c).

Source: loi 89-462 art. 24 I, as the loi ALUR and then the loi ELAN wrote it.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from ...domain.errors import LegalInputRefused
from ..parameters import State
from ..reasoning import Reasoning
from .finding import Ask
from .finding import Found
from .finding import Why
from .finding import all_read
from .finding import because
from .finding import defect
from .finding import not_applicable
from .finding import not_seen
from .finding import ok
from .finding import unknown
from .finding import worst


class Contents(StrEnum):
    """Which contents the law wanted of a commandement de payer on the day it was served."""

    REPRODUCED_TEXTS = "reproduced-texts"
    SIX_MENTIONS = "six-mentions"


def rent_and_charges(
    reason: Reasoning, *, served_on: date | None = None, rent_and_charges_stated: bool | None = None
) -> Found:
    """Return whether the act states the monthly rent and charges."""
    return _wanted(
        reason,
        served_on,
        Contents.SIX_MENTIONS,
        lambda: all_read(Ask.BAILIFF_OR_ACT, rent_and_charges_stated=rent_and_charges_stated),
    )


def account(reason: Reasoning, *, served_on: date | None = None, account_by_term: bool | None = None) -> Found:
    """Return whether the act gives an account by term: rent, charges, payments, aid."""
    return _wanted(
        reason,
        served_on,
        Contents.SIX_MENTIONS,
        lambda: all_read(Ask.BAILIFF_OR_ACT, account_by_term=account_by_term),
    )


def warning(reason: Reasoning, *, served_on: date | None = None, warning_stated: bool | None = None) -> Found:
    """Return whether the act warns of proceedings and eviction."""
    return _wanted(
        reason,
        served_on,
        Contents.SIX_MENTIONS,
        lambda: all_read(Ask.BAILIFF_OR_ACT, warning_stated=warning_stated),
    )


def fsl(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    fsl_stated: bool | None = None,
    fsl_department: str | None = None,
) -> Found:
    """Return whether the act names the FSL with the address of the one of the dwelling's département."""
    return _wanted(reason, served_on, Contents.SIX_MENTIONS, lambda: _fsl(reason, fsl_stated, fsl_department))


def grace_delay(reason: Reasoning, *, served_on: date | None = None, grace_delay_stated: bool | None = None) -> Found:
    """Return whether the act says that the judge may grant a délai de grâce (code civil art. 1343-5)."""
    return _wanted(
        reason,
        served_on,
        Contents.SIX_MENTIONS,
        lambda: all_read(Ask.BAILIFF_OR_ACT, grace_delay_stated=grace_delay_stated),
    )


def reproduced_texts(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    texts_reproduced: bool | None = None,
    fsl_stated: bool | None = None,
    fsl_department: str | None = None,
) -> Found:
    """Return whether an act of the time of the loi ALUR reproduces the texts and names the FSL (C6a)."""
    return _wanted(
        reason,
        served_on,
        Contents.REPRODUCED_TEXTS,
        lambda: worst(
            all_read(Ask.BAILIFF_OR_ACT, texts_reproduced=texts_reproduced), _fsl(reason, fsl_stated, fsl_department)
        ),
    )


def _wanted(reason: Reasoning, served_on: date | None, contents: Contents, check: Callable[[], Found]) -> Found:
    """Check a mention if the law of the day of the act wanted it; before the loi ALUR nothing is established."""
    version = reason.read("notice-contents", served_on)
    if version is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "served_on")
    if version.state is State.NOT_KNOWN:
        return unknown(Ask.LAWYER, because(Why.NOT_ESTABLISHED))
    return check() if version.value == contents else not_applicable(because(Why.NOT_THEN))


def _fsl(reason: Reasoning, stated: bool | None, department: str | None) -> Found:  # noqa: FBT001 - as it was read
    if department is not None and department not in reason.setting.law.departments:
        raise LegalInputRefused("unknown-territory", name="fsl_department")
    if not stated:
        return all_read(Ask.BAILIFF_OR_ACT, fsl_stated=stated)
    if department is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "fsl_department")
    here = reason.setting.department
    return ok() if department == here else defect(because(Why.OTHER_DEPARTMENT, stated=department, here=here))
