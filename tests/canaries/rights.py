"""What the household asks of its data, what goes to the archive, who is erased, and how the store is kept from loss.

Those who are erased, and what was put right, are looked for as well: what they were before is kept as `gone`.
"""

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from prevexp.domain.access import AccessAction
from prevexp.domain.archive import ArchiveReason
from prevexp.domain.archive import ReturnReason
from prevexp.domain.erasure import ErasureReason
from prevexp.domain.life import CorrectionReason
from prevexp.domain.rights import LimitationReason
from prevexp.domain.rights import NoticeSubject
from prevexp.domain.rights import PersonRight
from prevexp.domain.rights import RefusalGround
from prevexp.domain.rights import RequestAnswer
from prevexp.domain.vocabulary import Channel

from .birds import leaves
from .household import LOOKED_AT
from .household import THIRD
from .household import write_list

if TYPE_CHECKING:
    from .life import Life

ON_REQUEST, AT_ONCE = "ZQ-2021-70414", "ZQ-2021-70415"
ERASED = (
    {
        "id_dossier": ON_REQUEST,
        "locataire_nom": "Vzgobemouche",
        "locataire_prenom": "Zénaïs",
        "locataire_telephone": "+33639982113",
        "locataire_courriel": "z.vzgobemouche@example.org",
        "adresse_voie": "41 chemin des Fauvettes",
        "dette_locative_eur": "3319.57",
    },
    {
        "id_dossier": AT_ONCE,
        "locataire_nom": "Kwtourterelle",
        "locataire_prenom": "Ulrazé",
        "locataire_telephone": "+33639982214",
        "locataire_courriel": "u.kwtourterelle@example.org",
        "adresse_voie": "52 mail des Hirondelles",
        "dette_locative_eur": "5273.41",
    },
)


def ask(life: "Life", case: str) -> None:
    """Ask for all that can be asked for; the team answers, limits, puts right, and tells who received data."""
    caseload, done = life.caseload, life.done
    done(caseload.object(case, on=date(2021, 11, 5), channel=Channel.PHONE))
    done(caseload.take_back_right_request(case, number=_request(life, case), on=date(2021, 11, 8)))
    asked = {"right": PersonRight.ACCESS, "channel": Channel.LETTER}
    done(caseload.request_right(case, on=date(2021, 11, 10), **asked))
    done(caseload.extend_right_request(case, number=_request(life, case), on=date(2021, 11, 11)))
    _answer(life, case, date(2021, 11, 12), answer=RequestAnswer.GRANTED)
    done(caseload.request_right(case, on=date(2021, 11, 12), right=PersonRight.ERASURE))
    _answer(life, case, date(2021, 11, 15), answer=RequestAnswer.REFUSED, ground=RefusalGround.PUBLIC_TASK)
    done(caseload.freeze(case, on=date(2021, 11, 16), reason=LimitationReason.ACCURACY_CONTESTED))
    done(caseload.lift(case, on=date(2021, 11, 17), channel=Channel.LETTER))
    life.gone += leaves(caseload.identity(case))
    done(caseload.rectify(case, on=date(2021, 11, 19), email="z.serin-naif@example.org"))
    entry = caseload.case(case).version + 1
    life.note("record_attempt", case, "2021-11-19", channel="email", outcome="no_answer")
    struck = {"entry": entry, "reason": CorrectionReason.OTHER_CASE}
    done(caseload.rectify_entry(case, on=date(2021, 11, 22), **struck))
    notices = caseload.rights(case, on=LOOKED_AT).notices
    assert notices, "nobody ever received anything: the script says nothing of those who are to be told"
    done(caseload.tell_recipient(case, number=notices[-1].number, on=date(2021, 11, 24)))
    done(caseload.note_recipients(case, on=date(2021, 11, 25), subject=NoticeSubject.RECTIFICATION))


def archive(life: "Life") -> None:
    """A closed case goes to the archive, is read there, and comes back."""
    caseload, case = life.caseload, life.caseload.find(THIRD)
    life.note("close_case", case, "2021-10-19", reason="lost", outcome="not_known")
    kept = {"reason": ArchiveReason.LEGAL_CLAIMS, "until": date(2023, 10, 19), "decided_by": "social-1"}
    life.done(caseload.archive_case(case, on=date(2021, 10, 20), **kept))
    caseload.read_archived(case, reason="justice")
    caseload.retention(on=LOOKED_AT)
    life.done(caseload.unarchive_case(case, on=date(2021, 10, 22), reason=ReturnReason.NEEDED_AGAIN))
    life.note("reopen_case", case, "2021-10-22", reason="came_back")


def erase(life: "Life") -> None:
    """One household is erased because it asked for it, another at once; nobody else has been kept too long."""
    caseload = life.caseload
    caseload.receive(write_list(life.folder / "juin3.csv", *ERASED), received_on=date(2021, 6, 5))
    asked, at_once = caseload.find(ON_REQUEST), caseload.find(AT_ONCE)
    for case in (asked, at_once):
        life.gone += leaves((caseload.case(case), caseload.identity(case), *caseload.events(case)))
    life.done(caseload.request_right(asked, on=date(2021, 11, 10), right=PersonRight.ERASURE))
    _answer(life, asked, date(2021, 11, 11), answer=RequestAnswer.GRANTED)
    life.done(caseload.erase_on_request(asked, on=date(2021, 11, 12)))
    caseload.erase(at_once, reason=ErasureReason.REQUEST, on=date(2021, 11, 12), dry_run=True)
    assert caseload.erase(at_once, reason=ErasureReason.REQUEST, on=date(2021, 11, 12)).households == 1
    assert caseload.purge(on=date(2121, 5, 30), dry_run=True).households > 0
    assert caseload.purge(on=LOOKED_AT).households == 0
    tombstones = life.out / "effaces.bin"
    assert caseload.export_tombstones(tombstones) > 0
    caseload.apply_tombstones(tombstones)


def account(life: "Life", case: str) -> None:
    """Who looked at what is read, handed out, verified; so is all that is kept of the household, for the household."""
    caseload, on = life.caseload, LOOKED_AT
    caseload.note_access(AccessAction.READ, about=case, purpose="controle")
    for sensitive in (False, True):
        caseload.export_person(case, on=on, sensitive=sensitive)
    assert caseload.received_by(case, on=on)
    assert caseload.right_requests(case, on=on)
    assert caseload.person_findings(on=on)
    assert caseload.access()
    assert caseload.access(case_id=case)
    assert caseload.export_access()
    caseload.verify_access()
    caseload.access_overdue(on=on)
    caseload.forget_access(on=caseload.today())


def keep(life: "Life") -> None:
    """The store is copied, put under another key and back under its own, counted in columns."""
    caseload, key = life.caseload, life.key
    caseload.backup(life.out / "sauvegarde.prevexp")
    caseload.rotate_key(f"file:{key.with_name('autre.key')}")
    caseload.rotate_key(f"file:{key}")
    caseload.snapshot(life.out / "instantane", on=LOOKED_AT)


def _request(life: "Life", case: str) -> int:
    number: int = life.caseload.rights(case, on=LOOKED_AT).requests[-1].number
    return number


def _answer(life: "Life", case: str, on: date, **said: Any) -> None:
    life.done(life.caseload.answer_right_request(case, number=_request(life, case), on=on, **said))
