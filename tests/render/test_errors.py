"""Every error of the domain is told in French, with what to do, and without what somebody typed."""

import pytest

from prevexp.domain import errors
from prevexp.domain import safekeeping_errors
from prevexp.domain.errors import PrevexpError
from prevexp.eligibility.errors import ScreeningRefused
from prevexp.expressions.errors import UnknownFact
from prevexp.render.errors import KNOWN_CODES
from prevexp.render.errors import explain_error


def classes_below(kind: type[PrevexpError]) -> set[type[PrevexpError]]:
    return {kind} | {below for child in kind.__subclasses__() for below in classes_below(child)}


TOLD_MODULES = {errors.__name__, safekeeping_errors.__name__, ScreeningRefused.__module__}
TOLD = sorted(
    {kind for kind in classes_below(PrevexpError) if kind.__module__ in TOLD_MODULES},
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("kind", TOLD, ids=lambda kind: kind.__name__)
def test_every_code_has_words(kind: type[PrevexpError]) -> None:
    """No error of the domain is told by the words of another one."""
    assert kind.code in KNOWN_CODES


def test_no_words_without_an_error() -> None:
    """A code that no class has is a leftover."""
    assert {kind.code for kind in TOLD} == KNOWN_CODES


def test_a_refused_transfer_speaks_for_itself() -> None:
    """Its own French and its own remedy, under the reason a program reads."""
    remedy = "Demander la liste de nouveau."
    error = errors.TransferRefused("empty-file", f"Le fichier est vide. {remedy}", file="mai.csv", remedy=remedy)
    assert explain_error(error) == ("empty-file", "Le fichier est vide.", remedy)


def test_what_somebody_typed_is_not_repeated() -> None:
    """A name typed as a reference stays out of what is shown."""
    told = explain_error(errors.UnknownCase("no case has this id or reference", reference="Dupont Marie"))
    assert "Dupont" not in "".join(told)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errors.StaleVersion("s", expected=2, actual=5), "version 2 attendue, version 5 trouvée"),
        (errors.PackInvalid("x", problems=("pack.toml, ligne 3 : clé absente",)), "pack.toml, ligne 3"),
        (errors.UnknownTerritory("x", territory="99", installed=("62",)), "99 (installés : 62)"),
        (errors.UnknownTerritory("x", territory="99", installed=()), "99 (installés : aucun)"),
        (errors.NoLegalBasis("x", territory="62", received_on="2020-01-01"), "liste reçue le 2020-01-01"),
        (errors.PluginFault("x", territory="62", fault="import impossible"), "territoire 62, import impossible"),
        (errors.AmbiguousReference("x", reference="r", cases=("a", "b")), "2"),
        (safekeeping_errors.KeyMissing("x", needed="ab12", place="env:K"), "il faut la clé ab12 ; cherchée dans env:K"),
        (safekeeping_errors.KeyWrong("x", needed="ab12", given="cd34"), "il faut la clé ab12 ; celle-ci est cd34"),
        (safekeeping_errors.KeyWrong("x", households={"ab12": 3}), "3\N{NO-BREAK SPACE}ménages sous la clé ab12"),
        (errors.KeyUnavailable("x", shared="a.key"), "d’autres peuvent lire a.key"),
        (safekeeping_errors.BackupRefused("damaged", "x"), "n’est plus ce qui a été sauvegardé"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, PrevexpError) else "",
)
def test_params_that_name_nobody_are_told(error: PrevexpError, said: str) -> None:
    """Versions, problems of a pack, territories and dates help; they are shown."""
    assert said in explain_error(error).message


def test_errors_of_rules_are_told_as_such() -> None:
    """Whoever meets a badly written rule did not write it."""
    assert explain_error(UnknownFact("no fact is called 'x'", fact="x")).message.startswith("Une règle")


def test_an_error_of_a_plugin_is_told_as_what_it_derives_from() -> None:
    """An unknown code has the words of its nearest known class."""

    class OwnStoreFull(errors.StoreFull):
        code = "own-store-full"

    told = explain_error(OwnStoreFull("disk"))
    assert told.code == "own-store-full"
    assert told.message == explain_error(errors.StoreFull("disk")).message
