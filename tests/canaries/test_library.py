"""Nothing of a household is told by the library but where the table of sinks says so, every error provoked."""

import attrs
import pytest

import prevexp
from prevexp.caseload import Caseload
from prevexp.caseload.sharing import computed_of
from prevexp.domain.case import Case
from prevexp.domain.case import Identity
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.groups import entities_in
from prevexp.domain.sharing import Recipient
from prevexp.domain.vocabulary import FieldGroup
from prevexp.privacy.facts import entity_of
from prevexp.privacy.loading import core_matrix
from prevexp.privacy.matrix import Matrix
from prevexp.privacy.view import view
from prevexp.testing.households import addressee
from prevexp.testing.households import all_grounds
from prevexp.testing.households import authorised

from .birds import hits
from .birds import is_alone
from .birds import plain
from .birds import words_known
from .errors import NOT_PROVOKED
from .errors import kinds
from .household import LOOKED_AT
from .household import RECEIVED
from .sinks import SINKS
from .sinks import groups
from .sinks import is_let

ROOTS = (Case, Identity, *EVENT_TYPES.values())
PERSONAL = sorted(
    {
        (f"{entity.__name__}.{field.name}", str(field.type))
        for root in ROOTS
        for entity in entities_in(root)
        for field in attrs.fields(entity)
        if field.metadata["group"] is not FieldGroup.TECHNICAL and entity_of(field.type) is None
    }
)
"""Every personal field of every entity, with its type, by the metadata of its group."""

DAY_OF_THE_ENTRY = frozenset(
    {
        "Appointment.on",
        "AppointmentCancellation.on",
        "Attempt.attempted_on",
        "Case.debt_settled_on",
        "Case.departed_on",
        "ExtraFact.on",
        "PartnerAnswer.answered_on",
    }
)
"""Days that are always those of an entry of the journal, and so known by themselves to nobody."""

ALONE = ("Secret", "Cents", "date")
"""Types whose values are known by themselves: a name, an amount, a day."""


def test_every_personal_field_has_a_canary(played):
    """A field added tomorrow without a value of its own fails here."""
    held = {leaf.field for leaf in played.stored}
    assert [name for name, _ in PERSONAL if name not in held] == []


def test_names_days_and_amounts_have_a_value_that_nothing_else_has(played):
    """Else a hit would prove nothing, and its absence neither."""
    noted_on = words_known(played.stored)
    alone = {leaf.field for leaf in played.stored if is_alone(leaf, noted_on)}
    wanted = {name for name, kind in PERSONAL if any(word in kind for word in ALONE)} - DAY_OF_THE_ENTRY
    assert sorted(wanted - alone) == []


def test_nothing_of_the_household_is_told_where_nothing_may_be(played):
    """Representations, errors with their variables, logs, warnings, prints, files, the database, plugins: 0 hits."""
    texts = [text for texts in played.catch.texts.values() for text in texts]
    figures = f"{len(played.canaries)} canaries, {len(texts)} texts of {len(played.catch.texts)} sources"
    print(f"library: {figures}, {sum(map(len, texts)):,} characters")  # noqa: T201
    wrong = {(source, one.fields[0], one.forms[0]) for source, one in played.told if not is_let(source, one, SINKS)}
    assert wrong == set()


def test_every_sink_is_one(played):
    """A sink that holds nothing is taken from the table: it would let something through that nobody looks at."""
    idle = [sink.source for sink in SINKS if not any(sink.lets(source, canary) for source, canary in played.told)]
    assert idle == []


def test_every_method_of_the_facade_is_played(played):
    """A method added tomorrow and not played fails here."""
    public = {name for name in dir(Caseload) if not name.startswith("_") and callable(getattr(Caseload, name))}
    assert public - played.called == set()


def test_every_error_is_provoked_or_said_to_hold_nobody(played):
    """Each provocation gives the code it is meant to give; a class added tomorrow fails here."""
    assert [one for one in played.raised if one[1] != one[2]] == []
    provoked = {code for _, _, code in played.raised}
    codes = {kind.code for kind in kinds()}
    assert codes - provoked == NOT_PROVOKED.keys()


def test_a_plugin_is_handed_something_at_every_hook_that_hands_over(played):
    """Each place where a plugin is given data was reached, so that what it was given was searched."""
    reached = {name.removeprefix("plugin ") for name in played.catch.texts if name.startswith("plugin ")}
    assert reached >= {
        "fact",
        "notice check",
        "report section",
        "connector",
        "registry",
        "listener committed",
        "listener run",
        "listener fault",
    }


SHOWN = {
    Recipient.CCAPEX: "4 5 6 9 12",
    Recipient.JUDGE: "1 3 4 5 6 9",
    Recipient.CONSEIL_DEPARTEMENTAL: "1 2 4 5 6 9",
    Recipient.CAF: "3 9",
    Recipient.MSA: "3 9",
    Recipient.BANQUE_DE_FRANCE: "4",
    Recipient.ADIL: "1 3 4",
    Recipient.PCB: "1 2 4 5",
    Recipient.SIAO_REHOUSING: "1 2 6",
}
"""Partner -> groups of the values it is shown of a household that agreed to all; the others are shown none."""


def test_each_partner_is_shown_values_of_its_groups_wherever_they_stand(played):
    """By the values themselves: what one group says may stand in another, as the lease does in the review of an act."""
    alone = [one for one in played.canaries if one.alone]
    key, territory = played.folder / "keys" / "master.key", played.folder / "given" / "pack"
    with prevexp.open(f"sqlite:///{played.folder / 'store.db'}", territory=str(territory), key_file=key) as caseload:
        case, identity = caseload.case(played.cases.first, on=LOOKED_AT), caseload.identity(played.cases.first)
        computed = computed_of(case, LOOKED_AT, caseload.pack.budget_rules)
    case = attrs.evolve(case, sharing=authorised(*Recipient, on=RECEIVED))
    matrix = Matrix(rows=core_matrix().rows, grounds=all_grounds())
    for partner in Recipient:
        for purpose in matrix.purposes(partner):
            asked = {"partner": addressee(partner), "purpose": purpose, "on": LOOKED_AT, "matrix": matrix}
            found = view(case, identity, **asked, computed=computed)
            told = plain((found.facts, found.identity, found.extracts, found.extra, found.told))
            allowed = groups(SHOWN.get(partner, ""))
            wrong = {one.fields for one in hits(alone, told) if not one.groups & allowed}
            assert wrong == set(), partner
            assert (next(hits(alone, told), None) is not None) is (partner in SHOWN)


@pytest.mark.parametrize("source", ["store in use store.db", "store in use store.db-wal", "store closed store.db"])
def test_the_database_and_its_log_were_searched(played, source):
    """As they lie on the disk, in use and closed."""
    assert len(played.catch.texts[source]) == 1
