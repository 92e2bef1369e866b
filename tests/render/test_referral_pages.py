"""Referrals and exchange by file in French: complete words, nothing personal."""

from datetime import date

import pytest

from prevexp.caseload.answering import AnswersReceived
from prevexp.caseload.exchanging import Dispatch
from prevexp.caseload.exchanging import Moved
from prevexp.caseload.sendings import NotSent
from prevexp.casework.referral.plan import ReferralPlan
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.exchange.answers import AnswerFault
from prevexp.exchange.answers import AnswerOutcome
from prevexp.exchange.connectors import LineOutcome
from prevexp.exchange.connectors import Motion
from prevexp.render.exchange_words import ANSWER_FAULTS
from prevexp.render.exchange_words import MOTIONS
from prevexp.render.exchange_words import NOT_SENT
from prevexp.render.exchange_words import OUTCOMES
from prevexp.render.referral_pages import answers_text
from prevexp.render.referral_pages import dispatch_text
from prevexp.render.referral_pages import due_text
from prevexp.render.referral_pages import referrals_text

DAY = date(2021, 5, 11)


@pytest.mark.parametrize(
    ("words", "slugs"),
    [(ANSWER_FAULTS, AnswerFault), (OUTCOMES, AnswerOutcome), (NOT_SENT, NotSent), (MOTIONS, Motion)],
    ids=["faults", "outcomes", "left", "motions"],
)
def test_every_code_has_words(words, slugs):
    """And no words stand without a code."""
    assert set(words) == set(slugs)


REFUSED = Refusal(code=RefusalCode.REFERRAL_SENT, params={"on": "2021-05-11"})


@pytest.mark.parametrize(("code", "refusal"), [*((code, None) for code in NotSent), (REFUSED.code, REFUSED)])
def test_whatever_stays_is_told_without_a_gap(code, refusal):
    """A refusal of the core too, with its day."""
    left = Moved(case_id="c1", number=3, motion=Motion.REFERRAL, left=code.value, refusal=refusal)
    done = Dispatch(partner="adil", on=DAY, file=None, sent=(), already=(), left=(left,))
    first, text = dispatch_text(done, {"c1": "62-1"}, dry_run=True).splitlines()
    assert first == "adil, 11/05/2021\u00a0: 0\u00a0ligne nouvelle (à blanc)."
    assert text.startswith(f"  reste\u00a0: 62-1, n° 3 [{code.value}]")
    assert ("11/05/2021" in text) is (refusal is not None)
    assert "{" not in text


def test_refused_lines_are_told_with_line_column_and_remedy():
    """Lines that were taken are counted only."""
    received = AnswersReceived(
        file="r.csv",
        partner="caf",
        received_on=DAY,
        lines=(
            LineOutcome(line=2, outcome=AnswerOutcome.RECORDED),
            LineOutcome(line=3, outcome=AnswerOutcome.REFUSED, code=AnswerFault.UNKNOWN_VALUE, column="reponse"),
            LineOutcome(
                line=3, outcome=AnswerOutcome.REFUSED, code=AnswerFault.MISSING_REQUIRED, column="date_reponse"
            ),
        ),
    )
    first, *others = answers_text(received).splitlines()
    assert first == "r.csv (caf)\u00a0: 1\u00a0réponse notée, 1\u00a0ligne refusée."
    assert [line.partition("]")[0] for line in others] == [
        "  ligne 3, reponse [unknown-value",
        "  ligne 3, date_reponse [missing-required",
    ]


def test_nothing_is_said_in_words():
    """No referral, nothing due."""
    assert "Aucune orientation au 11/05/2021" in referrals_text((), ReferralPlan(), on=DAY)
    assert "Rien à faire" in due_text((), on=DAY)
