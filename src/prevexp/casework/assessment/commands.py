"""The command that notes an assessment."""

import attrs

from ...domain.assessment import Findings
from ...domain.values import identifiers
from ...domain.values import one_of
from ...domain.vocabulary import Place
from ..command import NAMES_WORKER
from ..command import Command


@attrs.frozen(kw_only=True)
class Assess(Command):
    """Note what workers found with the household on a day, as far as it was found (call C08, C09).

    `on` is the day of the interview. The call wants it at the household's or near it; another place is noted as well.
    """

    place: Place = attrs.field(validator=one_of(Place))
    workers: tuple[str, ...] = attrs.field(validator=identifiers, metadata=NAMES_WORKER)
    findings: Findings = attrs.field(validator=one_of(Findings), repr=False)
