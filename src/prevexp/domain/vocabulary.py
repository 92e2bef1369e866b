"""Closed vocabularies. Values are the slugs that are stored and exchanged; French labels live in `render/`.

Source: field notes §5 (monthly transfer) and §6; French acts and bodies are proper nouns and stay French.
"""

from enum import StrEnum


class Stage(StrEnum):
    """The last known stage of the eviction procedure, in the order of the procedure."""

    SIGNALEMENT = "signalement"
    COMMANDEMENT_DE_PAYER = "commandement_de_payer"
    ASSIGNATION = "assignation"
    AUDIENCE = "audience"
    JUGEMENT = "jugement"
    COMMANDEMENT_DE_QUITTER_LES_LIEUX = "commandement_de_quitter_les_lieux"
    CONCOURS_FORCE_PUBLIQUE = "concours_force_publique"
    NOT_KNOWN = "inconnu"


class ActKind(StrEnum):
    """The acts of the eviction procedure whose dates the law counts from."""

    COMMANDEMENT_DE_PAYER = "commandement-de-payer"
    ASSIGNATION = "assignation"
    COMMANDEMENT_DE_QUITTER_LES_LIEUX = "commandement-de-quitter-les-lieux"
    CONCOURS_FORCE_PUBLIQUE = "concours-de-la-force-publique"


class DecisionKind(StrEnum):
    """A decision of the judge against which an appeal is counted."""

    JUGEMENT = "jugement"
    REFERE = "refere"


class ForceAnswer(StrEnum):
    """What the prefect answered to a request for the public force."""

    GRANTED = "granted"
    REFUSED = "refused"


class AidPaidTo(StrEnum):
    """Who receives the housing aid of a household."""

    LANDLORD = "landlord"
    TENANT = "tenant"


class HousingStock(StrEnum):
    """The stock a dwelling belongs to; only the private stock is the call's public (C04, C19)."""

    PRIVATE = "prive"
    SOCIAL = "social"
    NOT_KNOWN = "inconnu"


class LandlordKind(StrEnum):
    """What the landlord is; the law gives them different duties (loi 89-462 art. 24)."""

    NATURAL_PERSON = "personne_physique"
    FAMILY_SCI = "sci_familiale"
    LEGAL_PERSON = "personne_morale"
    NOT_KNOWN = "inconnu"


class SocialServicesAnswer(StrEnum):
    """What a social service answered about a household; no answer is neither yes nor no (C19, C21)."""

    FOLLOWED = "suivi"
    NOT_FOLLOWED = "non_suivi"
    UNKNOWN_TO = "inconnu_du_service"
    NO_ANSWER = "sans_reponse"


class InformedOfTransmission(StrEnum):
    """Whether the household was told its data are passed on (RGPD art. 14); this is not its agreement."""

    YES = "oui"
    NO = "non"
    NOT_KNOWN = "inconnu"


class Verdict(StrEnum):
    """What screening concludes: not known never reads as yes, and never as no."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not-eligible"
    TO_CHECK = "to-check"


class Outcome(StrEnum):
    """What became of one row of a monthly transfer; received = the sum of the four."""

    ACCEPTED = "accepted"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


class MatchReason(StrEnum):
    """Why two cases may be one; only a person decides."""

    DWELLING_KNOWN = "dwelling-already-known"
    NAME_ELSEWHERE = "same-name-elsewhere"
    CONTACT_SHARED = "contact-shared"
    BIRTH_AND_NAME = "birth-and-name"


class WorkerRole(StrEnum):
    """The two professions of a team (C17: multidisciplinary, social work dominant, legal skill)."""

    SOCIAL = "social"
    LEGAL = "legal"


class Channel(StrEnum):
    """How a household is approached."""

    LETTER = "letter"
    DOOR_NOTICE = "door_notice"
    SMS = "sms"
    PHONE = "phone"
    EMAIL = "email"
    VISIT_PLANNED = "visit_planned"
    VISIT_UNANNOUNCED = "visit_unannounced"
    DESK = "desk"
    THIRD_PARTY = "third_party"


class AttemptOutcome(StrEnum):
    """What came of one attempt to reach a household."""

    REACHED = "reached"
    MET = "met"
    MESSAGE_LEFT = "message_left"
    NO_ANSWER = "no_answer"
    DOOR_CLOSED = "door_closed"
    BAD_NUMBER = "bad_number"
    BAD_ADDRESS = "bad_address"
    RETURNED_MAIL = "returned_mail"
    GONE = "gone"
    REFUSED = "refused"
    CALL_BACK = "call_back"


class Place(StrEnum):
    """Where a worker and a household spoke (call C08: at home or near it)."""

    HOME = "home"
    NEAR_HOME = "near_home"
    OFFICE = "office"
    DESK = "desk"
    SUB_PREFECTURE = "sub_prefecture"
    COURT = "court"
    REMOTE = "remote"


class HoldReason(StrEnum):
    """Why the team does not approach a household for a while."""

    HOUSEHOLD_ASKED = "household_asked"
    AWAY = "away"
    PARTNER_ACTS = "partner_acts"
    TO_CLARIFY = "to_clarify"


class AgreementStatus(StrEnum):
    """What a household said of the diagnosis (call C22); none of them is the legal basis of the processing."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ProofKind(StrEnum):
    """What shows that a household agreed."""

    SIGNED_FORM = "signed_form"
    MESSAGE_KEPT = "message_kept"
    WORKER_RECORD = "worker_record"


class FollowUpEnd(StrEnum):
    """How a person ends the contact that is due after an exchange (call C13)."""

    DONE = "done"
    LOST = "lost"
    CANCELLED = "cancelled"


class ClosureReason(StrEnum):
    """Why a case is closed."""

    DEBT_CLEARED = "debt_cleared"
    PLAN_KEPT = "plan_kept"
    REHOUSED = "rehoused"
    LEFT = "left"
    EVICTED = "evicted"
    HANDED_OVER = "handed_over"
    REFUSED = "refused"
    NEVER_REACHED = "never_reached"
    ALREADY_FOLLOWED = "already_followed"
    OUT_OF_SCOPE = "out_of_scope"
    DUPLICATE = "duplicate"
    LOST = "lost"
    ERASED = "erased"


class PartnerKind(StrEnum):
    """The kinds of social services whose answer the call asks for (C14, C21), and others."""

    CONSEIL_DEPARTEMENTAL = "conseil_departemental"
    CAF = "caf"
    MSA = "msa"
    CCAS = "ccas"
    OTHER = "autre"


class FieldGroup(StrEnum):
    """Groups of personal data; the sharing matrix and the vault are told by them (privacy notes §2)."""

    IDENTITY = "G1"
    CONTACT = "G2"
    DWELLING = "G3"
    DEBT_AND_PROCEDURE = "G4"
    BUDGET = "G5"
    HOUSEHOLD = "G6"
    SOCIAL_SITUATION = "G7"
    SENSITIVE = "G8"
    STEPS = "G9"
    AGREEMENTS = "G10"
    CONTACTS_AND_ANSWERS = "G11"
    TECHNICAL = "G12"
