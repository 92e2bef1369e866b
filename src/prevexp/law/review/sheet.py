"""What the checklist says of each check: its question, what a defect may lead to, who proves what, what to do next.

The texts are French and stand in the data file: they are legal content, reviewed with the law they quote.
"""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from ...domain.vocabulary import ActKind
from ..parameters import Source
from .finding import Ask


class SanctionKind(StrEnum):
    """What a defect may lead to before a judge; never that an act is void."""

    FORM_NULLITY = "form-nullity"
    SUBSTANTIVE_NULLITY = "substantive-nullity"
    INADMISSIBLE = "inadmissible"
    OTHER = "other"


class Adviser(StrEnum):
    """With whom the next step is taken."""

    ADIL = "adil"
    AVOCAT = "avocat"


@attrs.frozen(kw_only=True)
class Sanction:
    """A kind of sanction: whether harm must be proven (None: no sanction of procedure), by whom, when to raise it.

    Source: CPC art. 112, 114, 117 to 119, 122 to 124, 649.
    """

    kind: SanctionKind
    title: str
    harm_needed: bool | None
    words: str
    proof: str
    when: str
    articles: str
    sources: tuple[Source, ...]


@attrs.frozen(kw_only=True)
class CheckSheet:
    """One entry of the checklist. `number` is that of the law notes; a plugin's own check has none."""

    id: str
    number: int | None
    slug: str
    title: str
    question: str
    rules: tuple[str, ...] = attrs.field(metadata={"description": "ids of the law notes, such as C6b"})
    answers_to: tuple[str, ...] = attrs.field(metadata={"description": "rule ids that compute this check"})
    parameters: tuple[str, ...] = attrs.field(metadata={"description": "parameters of the law it rests on"})
    acts: frozenset[ActKind]
    sanction: Sanction
    consequence: str
    proof: str
    document: str = attrs.field(metadata={"description": "the document that answers the question"})
    ask: Ask
    next_step: str
    advisers: tuple[Adviser, ...]
    articles: str
    sources: tuple[Source, ...]


@attrs.frozen(kw_only=True)
class Checklist:
    """The checks in their order, and the sanctions there are."""

    sheets: Mapping[str, CheckSheet] = attrs.field(repr=lambda held: f"<{len(held)}>")
    sanctions: Mapping[SanctionKind, Sanction] = attrs.field(repr=False)
