"""A rule that reads what only indicators may: the name is known, and it is not the rule's to read."""

from prevexp.expressions.errors import UnknownFact


def is_of_indicators(error: BaseException) -> bool:
    """Say whether what is not known where it was read is a fact of indicators."""
    from prevexp.evaluation.facts import WORK_FACTS

    if not isinstance(error, UnknownFact):
        return False
    return error.params.get("fact") in {fact.id for fact in WORK_FACTS}
