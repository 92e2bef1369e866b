"""Every kind of file that goes out, written for the first time and then anew, by the functions the program uses."""

import hashlib
import os
from collections.abc import Callable
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from prevexp.caseload import Caseload
from prevexp.cli.pages import write_page
from prevexp.cli.publishing import published
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.vocabulary import ProofKind
from prevexp.exchange.rejects import write_reject_report
from prevexp.render.documents import bilan_document
from prevexp.render.explanation import explain_html
from prevexp.storage.keys import FileKeyProvider

FIRST, LAST = date(2021, 5, 1), date(2021, 5, 31)
DAYS = (date(2021, 5, 11), date(2021, 5, 12))
FORMS = ("html", "csv", "json")

Written = Iterator[tuple[str, tuple[Path, ...]]]


def exports(caseload: Caseload, first: Path, second: Path, out: Path) -> Iterator[Callable[[], tuple[Path, ...]]]:
    """Yield what writes each file, the first time and the second; each gives the files that it has written."""
    intakes = [caseload.receive(path, received_on=DAYS[0]) for path in (first, second)]
    cases = [case.case_id for case in caseload.cases()]
    for case, intake, day in zip(cases, intakes, DAYS, strict=False):
        yield lambda intake=intake: one(out / "rejets.csv", intake.write_rejects)
        yield lambda intake=intake: one(
            out / "motifs.csv", lambda path: write_reject_report(intake.grid, intake.table, path)
        )
        document = bilan_document(caseload.report(FIRST, LAST, generated_on=day))
        for form in FORMS:
            yield lambda form=form, document=document: one(
                out / f"bilan.{form}", lambda path: published(document, form, path, caseload)
            )
        page = explain_html(caseload.explain(case, on=day))
        yield lambda page=page: one(out / "decision.html", lambda path: write_page(path, page))
        caseload.give_agreement(case, on=day, proof=ProofKind.SIGNED_FORM)
        caseload.propose_referral(case, on=day, partner="cd62", purpose=ReferralPurpose.SOCIAL_SUPPORT)
        yield lambda day=day: sent(caseload, day, out)
    yield lambda: one(out / "cle", FileKeyProvider.create)


def naive(_: Caseload, first: Path, second: Path, out: Path) -> Iterator[Callable[[], tuple[Path, ...]]]:
    """Yield what writes files as nobody should: over the former one, without waiting for the disk."""
    for source in (first, second):
        yield lambda source=source: one(out / "naive.csv", lambda path: path.write_bytes(source.read_bytes()))


def one(path: Path, write: Callable[[Path], object]) -> tuple[Path, ...]:
    write(path)
    return (path,)


def sent(caseload: Caseload, day: date, out: Path) -> tuple[Path, ...]:
    file = caseload.send_referrals("cd62", on=day, folder=out).file
    assert file is not None
    return file, file.with_name(f"{file.name}.recu.csv")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def note(acks: str, path: Path) -> None:
    """Say in a file, whose place among the writes counts, that a file is complete."""
    with Path(acks).open("ab", buffering=0) as file:
        file.write(f"{digest(path)} {path}\n".encode())
        os.fsync(file.fileno())
