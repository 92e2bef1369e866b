"""Contract, undertakings, repayment plan and current rent as a part of the casework."""

from ...domain import contract_events as said
from ..subject import Subject
from . import commands
from . import repaying
from . import signing
from . import undertaking
from .due import engagement_due

ENGAGING = Subject(
    deciders={
        commands.SignContract: signing.sign,
        commands.RenewContract: signing.renew,
        commands.EndContract: signing.end,
        commands.PromiseUndertaking: undertaking.promise,
        commands.MoveUndertaking: undertaking.move,
        commands.PostponeUndertaking: undertaking.postpone,
        commands.ReviewUndertakings: undertaking.review,
        commands.SignRepaymentPlan: repaying.sign_plan,
        commands.NotePayment: repaying.pay,
        commands.NoteMissedInstalment: repaying.miss,
        commands.EndRepaymentPlan: repaying.end_plan,
        commands.NoteRent: repaying.note_rent,
    },
    effects={
        said.ContractSigned: signing.signed,
        said.ContractRenewed: signing.renewed,
        said.ContractEnded: signing.ended,
        said.UndertakingPromised: undertaking.promised,
        said.UndertakingMoved: undertaking.moved,
        said.UndertakingPostponed: undertaking.postponed,
        said.UndertakingReviewed: undertaking.reviewed,
        said.RepaymentPlanSigned: repaying.plan_signed,
        said.InstalmentPaid: repaying.instalment_found,
        said.InstalmentMissed: repaying.instalment_found,
        said.RepaymentPlanEnded: repaying.plan_ended,
        said.RentPaymentFound: repaying.rent_found,
    },
    due=engagement_due,
)
