"""A caseload with a past: forty households received in 2021, some of them met, some of them heard of since."""

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from functools import cache
from importlib.metadata import EntryPoint

import prevexp
from prevexp.casework.refusal import Refusal
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind
from prevexp.registry import Registry

MAY, JUNE = date(2021, 5, 4), date(2021, 6, 7)
PURGED = date(2023, 9, 1)
NINE = time(9, 0)
STAGES = ("commandement_de_payer", "assignation", "signalement")
COMMUNES = (("62041", "62000"), ("62193", "62100"), ("62119", "62400"))


def opened(path, *, day=PURGED):
    """Open the store of a folder."""
    return prevexp.open(
        f"sqlite:///{path / 'store.db'}" if path else "memory:",
        territory="62",
        key_file=(path / "keys" / "master.key") if path else None,
        now=lambda: datetime.combine(day, NINE, UTC),
        registry=registry(),
        actor="aurore",
    )


@cache
def registry(*more):
    """Return the territory's pack and some plugins, found once."""
    names = ("prevexp_departement_62", *more)
    return Registry.build([EntryPoint(name=name, value=name, group="prevexp") for name in names])


def line(number, **more):
    """Return one household of a list; each has a name, a phone and a birth date of its own."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    commune, postcode = COMMUNES[number % 3]
    return {
        "id_dossier": f"62-2021-{number}",
        "stade_procedure": STAGES[number % 3],
        "locataire_nom": f"Zzcanari{letters}",
        "locataire_prenom": f"Prenom{letters}",
        "locataire_date_naissance": f"1980-02-{1 + number % 28:02}",
        "locataire_telephone": f"+3363998{number:04}",
        "adresse_voie": f"{number} rue des Canaris",
        "adresse_code_postal": postcode,
        "adresse_commune_insee": commune,
    } | more


def lived(caseload, write_list):
    """Give the caseload its past; the households of ten are met again in 2023, four are not closed."""
    caseload.receive(write_list(*map(line, range(30))), received_on=MAY)
    caseload.receive(
        write_list(*(line(number, mois_transfert="2021-06") for number in range(30, 40))), received_on=JUNE
    )
    for number in range(40):
        case_id = caseload.find(f"62-2021-{number}")
        day = JUNE + timedelta(days=number)
        if number % 2:
            done(
                caseload.record_attempt(
                    case_id, on=day, channel=Channel.VISIT_PLANNED, outcome=AttemptOutcome.MET, place=Place.HOME
                )
            )
        if number % 4 == 1:
            done(caseload.give_agreement(case_id, on=day + timedelta(days=3), proof=ProofKind.WORKER_RECORD))
        if number >= 30:
            done(
                caseload.record_attempt(
                    case_id, on=date(2023, 3, 1), channel=Channel.PHONE, outcome=AttemptOutcome.REACHED
                )
            )
        elif number % 7:
            done(
                caseload.close_case(
                    case_id,
                    on=date(2021, 11, 2) + timedelta(days=number),
                    reason=ClosureReason.LEFT,
                    outcome=ClosureOutcome.LEFT,
                )
            )
    return caseload


def done(said):
    """Return what was noted; a refusal is a mistake of the test."""
    assert not isinstance(said, Refusal), said
    return said


PERIODS = (
    (date(2021, 5, 1), date(2021, 7, 31)),
    (date(2021, 6, 1), date(2022, 12, 31)),
    (date(2021, 5, 1), date(2023, 12, 31)),
)
BREAKDOWNS = ((), ("stage", "rural"), ("month", "first_channel"))


def counted(caseload, on=PURGED):
    """Return every number that is published of the caseload, period by period."""
    tables = [
        [caseload.indicators(first, last, by=by, generated_on=on).results for by in BREAKDOWNS]
        for first, last in PERIODS
    ]
    return tables, [caseload.report(first, last, generated_on=on).tables for first, last in PERIODS]


def stored_in(scheme, home, *, day=PURGED):
    """Open a caseload in a store of prevexp's own or of the plugin that keeps files."""
    if scheme == "sqlite":
        return opened(home, day=day)
    return prevexp.open(
        f"files:///{home / 'store'}",
        territory="62",
        key_file=home / "keys" / "master.key",
        now=lambda: datetime.combine(day, NINE, UTC),
        registry=registry("prevexp_filetree"),
    )
