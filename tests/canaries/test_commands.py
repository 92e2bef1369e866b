"""Nothing of a household is told by the command line but where the table of sinks says so, well or badly typed.

`--trials` says how many commands are typed badly; `nox -s torture` types all of them.
"""

import pytest

from prevexp.domain.rights import Limitation
from prevexp.domain.rights import RecipientNotice
from prevexp.domain.rights import RightRequest
from prevexp.domain.rights_events import EVENTS as RIGHTS
from prevexp.domain.vocabulary import FieldGroup

from .commands import NOT_PLAYED
from .commands import every_command
from .conftest import stored_in
from .sinks import COMMANDS
from .sinks import SINKS
from .sinks import is_let
from .told import play

EXPECTED = {
    "access verify": {0, 1},
    "privacy findings": {0, 1},
    "intake": {0, 1},
    "law compute": {0, 1},
    "plugins show": {0, 1},
    "plugins doctor": {0, 1},
}
"""Commands that may end otherwise than with 0 when they are typed as they should be."""

COPIES = ("gone .copie.json", "gone .sante.json")
"""The copy of its data for a person, without and with what tells of health."""

HEALTH = {"Findings.health_among_causes", "DwellingState.accessible", "Resource.kind", "Resource.monthly_cents"}

ASKED = {one.__name__ for one in (*RIGHTS, RightRequest, Limitation, RecipientNotice)}
"""What a person asked of its data and what came of it: partners never learn it, and the person does."""


@pytest.fixture(scope="module")
def told(request, played, tmp_path_factory):
    """Type every command, and then some of them badly."""
    return play(played, tmp_path_factory.mktemp("commands"), stored_in, int(request.config.getoption("--trials") or 60))


def test_nothing_of_the_household_is_told_where_nothing_may_be(told):
    """Streams, pages, files that are gone, plugins, the database, whatever is typed: 0 hits."""
    texts = [text for texts in told.catch.texts.values() for text in texts]
    typed = sum(map(len, told.codes.values()))
    figures = (
        f"{len(told.canaries)} canaries, {typed} commands, {len(texts)} texts, {sum(map(len, texts)):,} characters"
    )
    print(f"command line: {figures}")  # noqa: T201
    wrong = {(source, one.fields[0], one.forms[0]) for source, one in told.told if not is_let(source, one, COMMANDS)}
    assert wrong == set()


def test_every_command_is_typed_or_said_to_hold_nobody(told):
    """A command added tomorrow and not typed here fails."""
    assert every_command() - told.codes.keys() == NOT_PLAYED.keys()


def test_every_command_typed_as_it_should_be_does_its_work(told):
    """Else nothing would have been told for want of anything to tell."""
    wrong = [one for one in told.well if one[1] not in EXPECTED.get(one[0], {0})]
    assert wrong == []


def test_every_sink_of_the_command_line_is_one(told):
    """A sink that holds nothing is taken from the table."""
    through = [sink for sink in COMMANDS if any(sink.lets(source, canary) for source, canary in told.told)]
    assert [sink.source for sink in COMMANDS if sink not in through and sink not in SINKS] == []


@pytest.mark.parametrize("source", ["bilan.html", "bilan.json", "bilan.csv", "indicateurs.watch"])
def test_what_is_published_was_written_and_searched(told, source):
    """The statistics, in each form: no sink lets anything stand there."""
    assert any(source in name for name in told.catch.texts)
    assert not any(source in sink.source for sink in COMMANDS)


def test_sensitive_data_are_told_to_the_worker_alone(told):
    """What is of G8 alone stands in the assessment that was asked for, and in no list, note, batch, log or figure."""
    alone = {source.partition(".html")[0] for source, one in told.told if one.groups == {FieldGroup.SENSITIVE}}
    assert {one for one in alone if not one.startswith(COPIES)} == {
        "gone .diagnostic",
        "stdout assessment",
        "stdout assessment --json",
        "plugin fact",
    }


@pytest.mark.parametrize(("copy", "health"), [(COPIES[0], set()), (COPIES[1], HEALTH)])
def test_what_tells_of_health_is_in_a_copy_only_if_it_was_asked_for(told, copy, health):
    """The copy of the person says what it asked of its data; what tells of health, once somebody made sure who asks."""
    sensitive = [one for source, one in told.told if source.startswith(copy) and one.groups == {FieldGroup.SENSITIVE}]
    found = {field for one in sensitive for field in one.fields}
    assert {one for one in found if one.partition(".")[0] not in ASKED} == health
    assert any(one.startswith("RightRequest.") for one in found)
