"""Closed vocabularies of the engagement contract, its undertakings and the repayment plan. Source: call C10, C11."""

from enum import StrEnum


class UndertakingKind(StrEnum):
    """What is undertaken to keep the home or to find another: the kinds the call names, and those of the practice."""

    MEDIATION = "mediation"
    REPAYMENT_PLAN = "repayment_plan"
    FSL = "fsl"
    BDF = "bdf"
    DLS = "dls"
    DALO = "dalo"
    ACTION_LOGEMENT = "action_logement"
    CD_SOCIAL_WORKER = "cd_social_worker"
    LEGAL_AID = "legal_aid"
    CAF_MSA_RIGHTS = "caf_msa_rights"
    PCB = "pcb"
    SIAO = "siao"
    CONTEST_DEBT = "contest_debt"
    ATTEND_HEARING = "attend_hearing"


class Objective(StrEnum):
    """What an undertaking is for (call C10: the objective of each)."""

    CLEAR_DEBT = "clear_debt"
    RESUME_RENT = "resume_rent"
    KEEP_HOME = "keep_home"
    REHOUSE = "rehouse"
    OPEN_RIGHTS = "open_rights"
    BALANCE_BUDGET = "balance_budget"
    DEFEND_CASE = "defend_case"


class UndertakingOwner(StrEnum):
    """Who has promised an undertaking."""

    HOUSEHOLD = "household"
    TEAM = "team"
    PARTNER = "partner"


class UndertakingStatus(StrEnum):
    """How an undertaking stands; which of these a kind may have is said by its course (`undertaking_courses`)."""

    PLANNED = "planned"
    OPENED = "opened"
    ASKED = "asked"
    FILED = "filed"
    COMPLETE = "complete"
    ADJOURNED = "adjourned"
    ADMISSIBLE = "admissible"
    RENEWED = "renewed"
    PROPOSED = "proposed"
    NOT_ALLOTTED = "not_allotted"
    PRIORITY = "priority"
    APPOINTED = "appointed"
    MISSED = "missed"
    BEFORE_JUDGE = "before_judge"
    PREPARED = "prepared"
    POSTPONED = "postponed"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    SIGNED = "signed"
    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    REFUSED = "refused"
    INADMISSIBLE = "inadmissible"
    PLAN = "plan"
    MORATORIUM = "moratorium"
    ERASURE = "erasure"
    ALLOTTED = "allotted"
    STRUCK_OFF = "struck_off"
    REDIRECTED = "redirected"
    TAKEN_ON = "taken_on"
    ADVISED = "advised"
    ADMITTED = "admitted"
    CORRECTED = "corrected"
    UPHELD = "upheld"
    PRESENT = "present"
    REPRESENTED = "represented"
    ABSENT = "absent"
    GIVEN_UP = "given_up"
    NO_LONGER_NEEDED = "no_longer_needed"


class UndertakingResult(StrEnum):
    """What an undertaking came to, whatever its kind (call C11; indicators I15, I17)."""

    OPEN = "open"
    OBTAINED = "obtained"
    NOT_OBTAINED = "not_obtained"
    DROPPED = "dropped"


class UndertakingProof(StrEnum):
    """What shows how an undertaking stands; the paper itself is not kept here."""

    COPY_KEPT = "copy_kept"
    RECEIPT = "receipt"
    DECISION_LETTER = "decision_letter"
    APPOINTMENT_NOTE = "appointment_note"
    RENT_RECEIPT = "rent_receipt"
    ATTESTATION = "attestation"
    HOUSEHOLD_SAYS = "household_says"


class DecidingBody(StrEnum):
    """Who an undertaking waits for once it is asked: the service, commission or person that decides on it."""

    LANDLORD = "bailleur"
    FSL = "fsl"
    BDF = "bdf"
    ALLOTMENT_COMMITTEE = "commission_attribution"
    DALO_COMMITTEE = "commission_mediation"
    ACTION_LOGEMENT = "action_logement"
    CD = "cd"
    LEGAL_AID_OFFICE = "bureau_aide_juridictionnelle"
    CAF_MSA = "caf_msa"
    PCB = "pcb"
    SIAO = "siao"
    TRIBUNAL = "tribunal"


class PostponeReason(StrEnum):
    """Why an undertaking has a later due date."""

    PARTNER_SILENT = "partner_silent"
    PAPERS_MISSING = "papers_missing"
    HOUSEHOLD_UNAVAILABLE = "household_unavailable"
    PROCEDURE_MOVED = "procedure_moved"
    SITUATION_CHANGED = "situation_changed"


class ContractEnd(StrEnum):
    """Why an engagement contract ends before its term."""

    OBJECTIVES_MET = "objectives_met"
    HOUSEHOLD_ASKED = "household_asked"
    NOT_KEPT = "not_kept"
    REHOUSED = "rehoused"
    LEFT = "left"
    HANDED_OVER = "handed_over"
    REPLACED = "replaced"


class ContractState(StrEnum):
    """How an engagement contract stands on a day; computed."""

    TO_COME = "to_come"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    ENDED = "ended"
    STOPPED = "stopped"


class Creditor(StrEnum):
    """To whom a repayment plan is paid: somebody who paid the landlord in the household's place is owed instead."""

    LANDLORD = "landlord"
    GUARANTOR = "guarantor"
    ACTION_LOGEMENT = "action_logement"
    INSURER = "insurer"


class PlanEnd(StrEnum):
    """Why a repayment plan ends before all of it is paid."""

    CREDITOR_ENDED_IT = "creditor_ended_it"
    HOUSEHOLD_ENDED_IT = "household_ended_it"
    PAID_OTHERWISE = "paid_otherwise"
    DEBT_ERASED = "debt_erased"
    JUDGE_DECIDED = "judge_decided"


class PlanState(StrEnum):
    """How a repayment plan stands on a day; computed, and an instalment nobody checked is never taken for paid."""

    KEPT = "kept"
    TO_CHECK = "to_check"
    BROKEN = "broken"
    RESUMED = "resumed"
    FINISHED = "finished"
    REPLACED = "replaced"
    ENDED = "ended"
    STOPPED = "stopped"


class InstalmentState(StrEnum):
    """How one instalment stands on a day; computed."""

    TO_COME = "to_come"
    TO_CHECK = "to_check"
    PAID = "paid"
    PAID_LATE = "paid_late"
    PARTLY_PAID = "partly_paid"
    MISSED = "missed"
