"""The partners of a territory: who they are, whether they are asked, and for which arrondissements they stand."""

from collections.abc import Mapping

import attrs

from prevexp.domain.sharing import Recipient
from prevexp.domain.values import identifier
from prevexp.domain.vocabulary import PartnerKind

_RECIPIENTS: Mapping[PartnerKind, Recipient] = {
    PartnerKind.CONSEIL_DEPARTEMENTAL: Recipient.CONSEIL_DEPARTEMENTAL,
    PartnerKind.CAF: Recipient.CAF,
    PartnerKind.MSA: Recipient.MSA,
    PartnerKind.CCAS: Recipient.MAIRE_CCAS,
}
"""The kinds of partners of which the sharing matrix speaks."""


@attrs.frozen(kw_only=True)
class Partner:
    """A service that may answer for a household; `slug` is what the list carries. Source: call C14, C21."""

    slug: str = attrs.field(validator=identifier)
    kind: PartnerKind
    label: str = attrs.field(metadata={"description": "French, for people"})
    asked: bool = attrs.field(metadata={"description": "whether its answer is asked for before a case is taken"})
    recipient: Recipient | None = attrs.field(
        default=None, metadata={"description": "whom of the sharing matrix it is; None: as its kind says, if it does"}
    )
    area: frozenset[str] = attrs.field(
        default=frozenset(),
        metadata={"description": "codes of the arrondissements it stands for; none: the whole territory"},
    )

    @property
    def of_the_matrix(self) -> Recipient | None:
        """Which partner of the sharing matrix it is; None: the matrix says nothing of it, so nothing passes."""
        return self.recipient or _RECIPIENTS.get(self.kind)

    def stands_in(self, arrondissement: str | None) -> bool:
        """Say whether it stands for an arrondissement; of a dwelling not placed (None), only one without area does."""
        return not self.area or arrondissement in self.area
