"""The harness finds what leaks: each leak, made on purpose, gives a hit. Else 0 hits would prove nothing."""

import logging
import tempfile
import warnings
from datetime import date
from pathlib import Path

import attrs
import pytest

import prevexp
from prevexp.caseload import Caseload
from prevexp.domain.case import Identity
from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import Secret

from .birds import hits
from .conftest import registry
from .household import LISTED
from .household import NOW
from .household import RECEIVED
from .household import write_list
from .watcher import SEEN
from .watching import catching

NAME = LISTED["locataire_nom"]


_unguarded = Caseload.record_attempt.__wrapped__


@attrs.frozen
class Shown:
    """A class that shows its name, as attrs makes it."""

    surname: str


@pytest.fixture
def found(played, tmp_path):
    """Return a function that does something while it is watched, and gives what was found: source -> fields."""

    def run(leak):
        with catching(tmp_path) as catch:
            leak(catch)
        return {(source, one.fields[0]) for source, one in catch.told(played.canaries)}

    return run


def test_a_representation_that_shows_a_name_is_found(found):
    """As attrs makes them; one behind a Secret is not."""
    assert found(lambda catch: catch.shown("returned", Shown(NAME))) == {("returned", "Identity.surname")}


def test_what_a_secret_holds_is_not_shown(found):
    """By no way of showing it."""
    assert found(lambda catch: catch.shown("returned", (Secret(NAME), Identity(surname=Secret(NAME))))) == set()


@pytest.mark.parametrize("logged", [NAME, Shown(NAME), {"nom": NAME}])
def test_a_log_line_is_found_at_every_level(found, logged):
    """At DEBUG as well, and in the arguments of the record."""
    assert found(lambda _: logging.getLogger("prevexp.deep").debug("%s", logged)) == {("log", "Identity.surname")}


def test_a_warning_and_a_print_are_found(found):
    """Each by its own source."""

    def leak(_):
        warnings.warn(NAME, stacklevel=1)
        print(LISTED["adresse_voie"])  # noqa: T201

    assert found(leak) == {("warning", "Identity.surname"), ("stdout of the library", "Identity.street")}


def test_a_name_in_another_form_is_found(found):
    """In capitals, decomposed, with other spaces; a phone as people write it, an amount in euros, a day in French."""
    told = (
        "ZZCANARIE\u0300VRE",
        "17  VENELLE DES\u00a0SERINS\nNAI\u0308FS",
        "06 39 98 17 09",
        "4\u202f187,83\u00a0€",
        "13 avril 2021",
    )
    fields = found(lambda catch: [catch.keep("text", one) for one in told])
    assert {"Identity.surname", "Identity.street", "Identity.phone"} <= {field for _, field in fields}
    assert {"ListedFacts.arrears_cents", "ActReview.served_on"} <= {field for _, field in fields}


def test_a_number_inside_another_is_not_taken_for_it(played):
    """Else any long number would be a hit."""
    assert list(hits(played.canaries, "x941878300 1418783 4187831")) == []
    assert [one.fields[0] for one in hits(played.canaries, "418783")] == ["ListedFacts.arrears_cents"]


def test_a_temporary_file_is_found_even_when_it_is_gone(found):
    """Deleted at once, or left behind."""

    def leak(_):
        with tempfile.NamedTemporaryFile("w", suffix=".tmp", delete=False) as file:
            file.write(NAME)
        Path(file.name).unlink()
        with tempfile.NamedTemporaryFile("w", suffix=".left", delete=False) as file:
            file.write(LISTED["adresse_voie"])

    fields = {(source.split()[0], field) for source, field in found(leak)}
    assert {("gone", "Identity.surname"), ("file", "Identity.street")} <= fields


@pytest.mark.parametrize(("method", "seen"), [(Caseload.record_attempt, False), (_unguarded, True)])
def test_the_variables_of_an_error_are_found_unless_the_method_is_guarded(found, method, seen):
    """A wrong value, refused by the method as it is and as it was before it was guarded."""

    def leak(catch):
        with prevexp.open("memory:", territory="62", now=lambda: NOW) as caseload:
            said = {"on": RECEIVED, "channel": NAME, "outcome": NAME}
            with pytest.raises(InvalidValue) as refused:
                method(caseload, "0" * 32, **said)
            catch.raised("raised", refused.value, refused.value.__traceback__.tb_next)

    assert (("raised", "Identity.surname") in found(leak)) is seen


def test_the_text_of_an_error_is_found(found):
    """A message, a param, a cause that is told with it."""

    def leak(catch):
        try:
            try:
                date.fromisoformat(LISTED["adresse_voie"])
            except ValueError as cause:
                raise InvalidValue(NAME, phone=LISTED["locataire_telephone"]) from cause
        except InvalidValue as error:
            catch.raised("raised", error, error.__traceback__)

    told = {("raised", "Identity.surname"), ("raised", "Identity.street"), ("params of raised", "Identity.phone")}
    assert found(leak) >= told


def test_a_store_is_handed_sealed_bytes_only(played, tmp_path):
    """Whatever a backend does with what it is given, it can tell nobody: names, facts and references are sealed."""
    SEEN.clear()
    more = {"now": lambda: NOW, "registry": registry(), "key_file": tmp_path / "master.key"}
    with prevexp.open("watched:", territory=str(played.folder / "given" / "pack"), **more) as caseload:
        caseload.receive(write_list(tmp_path / "liste.csv", {}), received_on=RECEIVED)
        caseload.allocate(on=RECEIVED)
    given = SEEN["plugin store"] | SEEN["plugin store shown"]
    assert given
    assert [one.fields for text in given for one in hits(played.canaries, text)] == []
