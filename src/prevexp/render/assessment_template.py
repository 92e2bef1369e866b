"""The empty form of an assessment, in French: every key is there, commented out, with its words and what they mean."""

from collections.abc import Iterable
from collections.abc import Iterator
from enum import StrEnum

from prevexp.casework.assessment.facts import Duty
from prevexp.domain import assessment_vocabulary as words
from prevexp.domain.vocabulary import Place

from .labels import label

_WIDTH = 34
_OPEN = '"?"'  # an amount that somebody forgets to write must not read as 0

_HEAD = """\
# Diagnostic : à remplir avec le ménage, une fois son accord donné, puis à noter :
#   prevexp assess DOSSIER --file CE-FICHIER
#
# Ce qui n'est pas connu reste commenté : « non connu » n'est jamais 0 ni « non ».
# Aucun nom, aucune adresse, aucun texte libre ici. Montants en euros : 450.50
"""


def template() -> str:
    """Return the form; it is a valid one once its keys are uncommented, and says what is missing before."""
    return "\n".join(
        [_HEAD, *_interview(), *_lists(), *_household(), *_budget(), *_debt(), *_views(), *_measures(), ""]
    )


def _interview() -> Iterator[str]:
    yield "# Les trois clés qui suivent sont nécessaires."
    yield from _keys(
        ("on", "2021-05-20", "jour de l'entretien"),
        ("workers", '["social-1"]', "qui l'a fait ; les deux métiers peuvent y être"),
    )
    yield from _one("place", "lieu, en principe au domicile ou près de lui", Place)
    yield ""


def _lists() -> Iterator[str]:
    yield from _several("causes", "causes de l'impayé, plusieurs possibles ([] s'il n'y en a pas)", words.ArrearsCause)
    yield "#   (`health` est une donnée sensible : elle est gardée à part)"
    yield ""
    yield from _several("needs", "besoins du ménage", words.Need)
    yield ""
    yield from _one("wish", "souhait du ménage", words.HouseholdWish)
    yield ""


def _household() -> Iterator[str]:
    yield "[household]                        # qui vit dans le logement"
    yield from _keys(
        ("adults", "1", "majeurs"),
        ("couple", "false", "deux des adultes sont en couple"),
        ("children", "0", "mineurs"),
        ("children_under_14", "0", "dont moins de 14 ans"),
    )


def _budget() -> Iterator[str]:
    yield "# Par mois ordinaire. Deux salaires : wage = [1200, 800.50]."
    yield '# Perçu ou dû, mais montant non connu : wage = "?". Ne pas décommenter ce qui n\'est pas là.'
    yield "[resources]"
    yield from _keys(("complete", "true", "true : rien d'autre n'entre ; sans cela, le total n'est pas connu"))
    yield from _amounts(words.ResourceKind)
    yield "[charges]"
    yield from _keys(
        ("complete", "true", "true : rien d'autre n'est dû chaque mois"),
        ("repayment_possible", _OPEN, "ce que le ménage dit pouvoir payer en plus du loyer"),
    )
    yield "# Loyer : avant déduction de l'aide au logement, qui est une ressource."
    yield from _amounts(words.ChargeKind)


def _debt() -> Iterator[str]:
    yield "# Décompte de la dette"
    yield "#[debt]"
    yield from _keys(
        ("account_on", "2021-05-20", "jour du décompte"),
        ("total_said", _OPEN, "total réclamé"),
        ("complete", "true", "true : les lignes disent tout le décompte"),
    )
    yield from _one("rent_resumed", "reprise du loyer", words.RentResumed)
    yield "#[[debt.line]]                     # une table par ligne ; les frais ne sont pas du loyer"
    yield "#on = 2021-05-01"
    yield f"#amount = {_OPEN}"
    yield from _one("kind", "nature de la ligne", words.DebtLineKind)
    yield ""


def _views() -> Iterator[str]:
    yield "[abilities]                        # autonomie et capacité locative"
    yield from _choices(words.AbilityLevel)
    yield from _keys(*((duty.value, '"not_assessed"', label(duty)) for duty in Duty))
    yield "[dwelling]"
    yield from _keys(
        ("overcrowded", "false", "trop petit pour ceux qui y vivent"),
        ("suitable", "true", "adapté au ménage et à ses moyens"),
        ("accessible", "true", "accessible à tous ceux qui y vivent ; donnée sensible"),
    )
    yield from _several("signs", "signes d'indécence vus ([] s'il n'y en a pas)", words.DwellingSign)
    yield ""


def _measures() -> Iterator[str]:
    yield "# Préconisations : une table par mesure, avec l'opérateur le mieux placé"
    yield "#[[measure]]"
    yield '#operator = "team"                 # partenaire du territoire, ou team : l\'équipe elle-même'
    yield from _one("kind", "mesure", words.MeasureKind)


def _keys(*keys: tuple[str, str, str]) -> Iterator[str]:
    for key, value, meaning in keys:
        yield f"{f'#{key} = {value}':<{_WIDTH}} # {meaning}"
    yield ""


def _amounts(vocabulary: type[StrEnum]) -> Iterator[str]:
    yield from _keys(*((kind.value, _OPEN, label(kind)) for kind in vocabulary))


def _one(key: str, meaning: str, vocabulary: type[StrEnum]) -> Iterator[str]:
    first = next(iter(vocabulary))
    quoted = f'#{key} = "{first}"'
    yield f"{quoted:<{_WIDTH}} # {meaning} :"
    yield from _choices(vocabulary)


def _several(key: str, meaning: str, vocabulary: type[StrEnum]) -> Iterator[str]:
    yield f"{f'#{key} = []':<{_WIDTH}} # {meaning} :"
    yield from _choices(vocabulary)


def _choices(vocabulary: Iterable[StrEnum]) -> Iterator[str]:
    for one in vocabulary:
        yield f"#   {one.value:<20} {label(one)}"
