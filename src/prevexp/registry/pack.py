"""A territory as data: who lives where, who works, how many cases a month, on which basis lists are received."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from prevexp.casework.assessment.budget import BudgetRules
from prevexp.casework.contact_plan import ContactPlan
from prevexp.casework.contact_plan import WorkPlan
from prevexp.casework.engagement_rules import EngagementRules
from prevexp.casework.landlord.plan import LandlordPlan
from prevexp.casework.referral.connector import ConnectorSettings
from prevexp.casework.referral.plan import ReferralPlan
from prevexp.casework.rounds.rules import RoundsRules
from prevexp.domain.errors import InvalidValue
from prevexp.domain.places import CommuneRegister
from prevexp.domain.provenance import Provenance
from prevexp.domain.sharing import GroundKind
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingGround
from prevexp.domain.team import Team
from prevexp.domain.values import identifier
from prevexp.domain.values import plain_date
from prevexp.domain.vocabulary import Stage
from prevexp.eligibility.choosing import SwitchedOff
from prevexp.eligibility.rules import EligibilityRule
from prevexp.eligibility.rules import UpstreamStages
from prevexp.evaluation.indicators import Indicator
from prevexp.expressions import Fact
from prevexp.expressions import Facts
from prevexp.law.review.checks import NoticeCheck
from prevexp.law.territory_law import TerritoryLaw
from prevexp.privacy.access_keeping import AccessKeeping
from prevexp.privacy.matrix import Matrix
from prevexp.privacy.permitting import Addressee
from prevexp.privacy.retention import RetentionRules
from prevexp.programme.plan import AllocationRules
from prevexp.programme.quota import QuotaPlan

from .access_files import default_access_keeping
from .contributions import Fault
from .letter_files import default_letters
from .letters import Letters
from .partners import Partner
from .report_files import SectionChoice
from .scenarios import ListScenario


class BasisKind(StrEnum):
    """What may allow an operator to receive the CCAPEX's lists."""

    CONVENTION = "convention"
    DESIGNATION_PDALHPD = "designation-pdalhpd"


@attrs.frozen(kw_only=True)
class ListBasis:
    """An act that lets the operator receive lists, and the days on which it does; both days are included.

    Source: loi 90-449 art. 7-2 (designation in the PDALHPD, since 29 July 2023) or a dated convention.
    """

    id: str = attrs.field(validator=identifier)
    kind: BasisKind
    title: str
    reference: str = attrs.field(metadata={"description": "clauses or articles"})
    valid_from: date = attrs.field(validator=plain_date)
    valid_to: date | None = attrs.field(metadata={"description": "last day; None: no end is known"})
    source: str

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the start."""
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise InvalidValue("valid_to: a day on or after valid_from is needed")

    def in_force(self, on: date) -> bool:
        """Say whether the basis holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def overlaps(self, other: "ListBasis") -> bool:
        """Say whether both are in force on some day."""
        return self.valid_from <= (other.valid_to or date.max) and other.valid_from <= (self.valid_to or date.max)

    @property
    def ground(self) -> SharingGround:
        """The basis as the sharing matrix reads it."""
        kinds = {
            BasisKind.CONVENTION: GroundKind.CONVENTION,
            BasisKind.DESIGNATION_PDALHPD: GroundKind.DESIGNATION_PDALHPD,
        }
        return SharingGround(
            kind=kinds[self.kind],
            recipient=Recipient.CCAPEX,
            reference=self.reference,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
        )


@attrs.frozen(kw_only=True)
class DataSource:
    """Published data the pack is derived from; its licence asks that it be named."""

    id: str = attrs.field(validator=identifier)
    title: str
    edition: str
    published_on: date = attrs.field(validator=plain_date)
    licence: str
    note: str


@attrs.frozen(kw_only=True)
class MapTile:
    """The square of an arrondissement on the tile map: row 0 in the north, column 0 in the west."""

    arrondissement: str
    row: int
    column: int


@attrs.frozen(kw_only=True)
class TransferForm:
    """How the secretariat's monthly list is written; `aliases` is read by `prevexp.exchange`."""

    sender: str
    rhythm: str
    aliases: Mapping[str, Any] = attrs.field(repr=False)
    source: str


@attrs.frozen(kw_only=True)
class TerritoryPack:
    """Everything that differs from one département to the next, read from a folder of data files."""

    department: str
    name: str
    edition: str
    valid_from: date
    contact: str
    requires: tuple[str, ...] = attrs.field(metadata={"description": "rule ids without which screening refuses to run"})
    basis: tuple[ListBasis, ...]
    entry_stage: Stage = attrs.field(metadata={"description": "the stage at which cases usually enter"})
    stages: UpstreamStages
    register: CommuneRegister
    team: Team
    quota: QuotaPlan
    allocation: AllocationRules
    partners: tuple[Partner, ...]
    transfer: TransferForm
    contact_plan: ContactPlan
    rounds: RoundsRules
    engagement: EngagementRules
    referral_plan: ReferralPlan
    connectors: tuple[ConnectorSettings, ...] = attrs.field(repr=False)
    matrix: Matrix = attrs.field(repr=False)
    retention: RetentionRules
    budget_rules: BudgetRules
    landlord_plan: LandlordPlan
    law: TerritoryLaw = attrs.field(repr=False)
    access_keeping: tuple[AccessKeeping, ...] = attrs.field(factory=default_access_keeping, repr=False)
    letters: Letters = attrs.field(factory=default_letters, repr=False)
    labels: Mapping[str, str] = attrs.field(repr=False)
    tiles: tuple[MapTile, ...] = attrs.field(repr=False)
    sources: tuple[DataSource, ...] = attrs.field(repr=False)
    scenarios: tuple[ListScenario, ...] = attrs.field(
        default=(), repr=False, metadata={"description": "what the pack says comes of a list; played by its tests"}
    )
    notice_checks: tuple[NoticeCheck, ...] = attrs.field(
        default=(), repr=False, metadata={"description": "what plugins add to the review of an act"}
    )
    facts: tuple[Fact, ...] = attrs.field(
        default=(), repr=False, metadata={"description": "what the territory and plugins add to prevexp's own facts"}
    )
    rules: tuple[EligibilityRule, ...] = attrs.field(
        default=(), repr=False, metadata={"description": "rules of the territory and of plugins, besides the call's"}
    )
    switched_off: tuple[SwitchedOff, ...] = attrs.field(
        default=(), metadata={"description": "rules that are not asked here, and why"}
    )
    indicators: tuple[Indicator, ...] = attrs.field(
        default=(), repr=False, metadata={"description": "indicators of the territory, besides the catalogue's"}
    )
    unpublished: Mapping[str, str] = attrs.field(
        factory=dict, metadata={"description": "indicator of the catalogue that is not published here -> why"}
    )
    report: tuple[SectionChoice, ...] | None = attrs.field(
        default=None, metadata={"description": "parts of the bilan, in their order; None: every part that is offered"}
    )
    faults: tuple[Fault, ...] = attrs.field(
        default=(), metadata={"description": "what of plugins cannot stand beside the rest, and is left out"}
    )
    fingerprint: str = attrs.field(default="", metadata={"description": "SHA-256 of the data files"})
    provenance: Provenance | None = attrs.field(default=None, metadata={"description": "None: read from a folder"})

    @property
    def work_plan(self) -> WorkPlan:
        """What the territory sets for casework."""
        return WorkPlan(
            contact=self.contact_plan,
            law=self.law,
            engagement=self.engagement,
            landlord=self.landlord_plan,
            referral=self.referral_plan,
            checks=self.notice_checks,
            facts=Facts(self.facts),
        )

    def connector_for(self, partner: str) -> ConnectorSettings | None:
        """Return how a partner exchanges files with the team, None if it does not."""
        addressee = self.addressee(partner)
        return next((one for one in self.connectors if addressee and one.recipient is addressee.recipient), None)

    @property
    def addressees(self) -> Mapping[str, Addressee]:
        """The partners of which the sharing matrix speaks, by the name the territory and its households use.

        One that the territory names has that name only; another goes by its name in the matrix. A health professional
        is always a named one.
        """
        named = {partner.slug: partner.of_the_matrix for partner in self.partners}
        others = [one for one in Recipient if one not in named.values() and one is not Recipient.HEALTH_PROFESSIONAL]
        known = {**{one.value: one for one in others if one.value not in named}, **named}
        return {slug: Addressee(slug=slug, recipient=one) for slug, one in sorted(known.items()) if one is not None}

    def addressee(self, slug: str) -> Addressee | None:
        """Return a partner as the sharing matrix knows it, None for one of which it says nothing."""
        return self.addressees.get(slug)

    def partner_for(self, recipient: Recipient, insee: str | None) -> str | None:
        """Return under which name the territory knows a recipient where a dwelling lies, None if nobody stands there.

        Source: field notes V15 (several CCAPEX in one département).
        """
        where = self.register.arrondissement_of(insee)
        named = {partner.slug: partner for partner in self.partners}
        known = [one.slug for one in self.addressees.values() if one.recipient is recipient]
        return next((slug for slug in known if slug not in named or named[slug].stands_in(where)), None)

    def basis_on(self, day: date) -> ListBasis | None:
        """Return the first basis in force on a day, None if lists may not be received then."""
        return next((basis for basis in self.basis if basis.in_force(day)), None)
