"""Why a set of rules cannot screen: better no verdict than one that a missing rule has made too easy."""

from prevexp.domain.errors import PrevexpError


class ScreeningRefused(PrevexpError):
    """A set of rules that must not decide on anybody."""

    code = "screening-refused"


class NoRuleInForce(ScreeningRefused):
    """No rule is valid on the day asked: every case would pass."""

    code = "no-rule-in-force"


class RuleMissing(ScreeningRefused):
    """A rule that the territory requires is not valid on the day asked; `params["missing"]` has the ids."""

    code = "rule-missing"


class DuplicateRule(ScreeningRefused):
    """Two rules of one id are valid on the same day."""

    code = "duplicate-rule"


class ReplacementRefused(ScreeningRefused):
    """A rule is replaced or switched off twice on a day, by itself, or is none; `params["rules"]` has who claims it."""

    code = "replacement-refused"
