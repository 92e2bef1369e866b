"""The archive: out of every list, read by few for a reason that is written down, then erased."""

from datetime import date

import attrs
import pytest

from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.access import AccessAction
from prevexp.domain.archive import ArchiveReason
from prevexp.domain.archive import ReturnReason
from prevexp.domain.errors import InArchive
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import UnknownCase
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.vocabulary import ClosureReason
from prevexp.privacy.retention import RetentionState

from .erasing import MAY
from .erasing import done
from .erasing import line
from .erasing import opened

PUT, ENDS = date(2023, 3, 1), date(2024, 6, 30)
WHY = {"reason": ArchiveReason.LEGAL_CLAIMS, "until": ENDS, "decided_by": "aurore"}


@pytest.fixture
def caseload(tmp_path, write_list):
    """Open a caseload of two households, one of them closed."""
    with opened(tmp_path, day=date(2024, 12, 31)) as found:
        found.receive(write_list(line(0), line(1)), received_on=MAY)
        done(found.close_case(found.find("62-2021-1"), on=MAY, reason=ClosureReason.LEFT, outcome=ClosureOutcome.LEFT))
        yield found


def code(said):
    """Return why it is refused, None if it is not."""
    return said.code if isinstance(said, Refusal) else None


def test_an_archived_case_leaves_every_list_and_stays_counted(caseload):
    """It is listed, screened and read by nobody, whatever day is asked for; the bilan counts it as before."""
    case_id = caseload.find("62-2021-1")
    first, last = date(2021, 5, 1), date(2021, 5, 31)
    before = caseload.report(first, last, generated_on=PUT).tables
    done(caseload.archive_case(case_id, on=PUT, **WHY))
    assert [one.reference for one in caseload.cases()] == ["62-2021-0"]
    assert [one.reference for one in caseload.cases(on=MAY)] == ["62-2021-0"]
    for read in (caseload.case, caseload.events, caseload.entries, caseload.identity):
        with pytest.raises(InArchive):
            read(case_id)
    with pytest.raises(InArchive):
        caseload.case(case_id, on=MAY)
    with pytest.raises(InArchive):
        caseload.story(case_id, on=MAY)
    assert caseload.report(first, last, generated_on=PUT).tables == before


def test_reading_the_archive_needs_a_reason_and_leaves_a_line(caseload):
    """Who reads an archived case says why; it is noted before anything is shown."""
    case_id = caseload.find("62-2021-1")
    with pytest.raises(UnknownCase):
        caseload.read_archived(case_id, reason="litige")
    done(caseload.archive_case(case_id, on=PUT, **WHY))
    with pytest.raises(InvalidValue):
        caseload.read_archived(case_id, reason="")
    assert caseload.records.access.lines("2024-12") == ()
    file = caseload.read_archived(case_id, reason="litige")
    assert (file.case.reference, file.identity.surname.reveal()) == ("62-2021-1", "Zzcanarib")
    assert "Zzcanari" not in repr(file)
    (noted,) = caseload.records.access.lines("2024-12")
    assert (noted.action, noted.actor, noted.about, noted.purpose) == (
        AccessAction.ARCHIVE_READ,
        "aurore",
        case_id,
        "litige",
    )


def test_only_a_closed_case_is_archived_and_nothing_is_noted_of_it_there(caseload):
    """An open case is not archived; of an archived one only its return and what the person asks are noted."""
    open_, closed = caseload.find("62-2021-0"), caseload.find("62-2021-1")
    assert code(caseload.archive_case(open_, on=PUT, **WHY)) is RefusalCode.OPEN_IN_ARCHIVE
    assert code(caseload.archive_case(closed, on=ENDS, **WHY)) is None
    assert code(caseload.archive_case(closed, on=ENDS, **WHY)) is RefusalCode.CASE_ARCHIVED
    assert code(caseload.unarchive_case(open_, on=PUT, reason=ReturnReason.BY_MISTAKE)) is RefusalCode.NOT_ARCHIVED
    assert code(caseload.unarchive_case(closed, on=ENDS, reason=ReturnReason.NEEDED_AGAIN)) is None
    assert caseload.case(closed).reference == "62-2021-1"
    over = date(2024, 7, 1)
    assert code(caseload.archive_case(closed, on=over, **WHY)) is RefusalCode.ARCHIVE_OVER


def test_a_list_that_names_the_household_again_brings_it_back(caseload, write_list):
    """Somebody who needs help anew is not left in the archive."""
    closed = caseload.find("62-2021-1")
    done(caseload.archive_case(closed, on=PUT, **WHY))
    again = line(1, mois_transfert="2023-06", dette_locative_eur="2000.00")
    caseload.receive(write_list(again), received_on=date(2023, 6, 5))
    assert caseload.case(closed).last_listed_on == date(2023, 6, 5)


def test_the_archive_is_erased_the_day_after_its_last_day(caseload):
    """The archive keeps a household past two years, and up to the day that was said and no longer."""
    closed = caseload.find("62-2021-1")
    done(caseload.archive_case(closed, on=PUT, **WHY))
    states = {
        day: next(one.standing.state for one in caseload.retention(on=day).held if one.cases[0].case_id == closed)
        for day in (date(2023, 2, 28), PUT, date(2023, 5, 5), ENDS, date(2024, 7, 1))
    }
    assert list(states.values()) == [
        RetentionState.ACTIVE,
        RetentionState.ARCHIVED,
        RetentionState.ARCHIVED,
        RetentionState.ARCHIVED,
        RetentionState.TO_ERASE,
    ]


def test_only_those_the_territory_names_read_the_archive(caseload):
    """Anybody else is refused, and the access journal keeps who asked for what, and why."""
    case_id = caseload.find("62-2021-1")
    done(caseload.archive_case(case_id, on=PUT, **WHY))
    caseload.pack = attrs.evolve(
        caseload.pack, retention=attrs.evolve(caseload.pack.retention, archive_readers=("w1",))
    )
    caseload.actor = "w2"
    with pytest.raises(InArchive):
        caseload.read_archived(case_id, reason="litige")
    caseload.actor = "w1"
    assert caseload.read_archived(case_id, reason="litige").case.case_id == case_id
    told = [(one.line.actor, one.line.action, one.line.purpose) for one in caseload.access(case_id=case_id)][-2:]
    assert told == [("w2", AccessAction.REFUSED, "litige"), ("w1", AccessAction.ARCHIVE_READ, "litige")]
