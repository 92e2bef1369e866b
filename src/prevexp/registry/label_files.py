"""labels.toml: the French wording of a territory, a closed list, so that a misspelt word is not silently left out."""

from collections.abc import Mapping
from enum import StrEnum

from .folder import PackFolder
from .problems import ProblemCode
from .problems import nearest

LABELS = "labels.toml"


class Wording(StrEnum):
    """What a territory may put in its own words, for what people read."""

    TERRITORY = "territory"
    IN_TERRITORY = "in_territory"
    TEAM = "team"
    SECRETARIAT = "secretariat"
    PREFECTURE = "prefecture"
    CALL = "call"


def read_labels(folder: PackFolder) -> Mapping[str, str]:
    """Read the words that are given; the file and every word may be missing, the name of the territory stands in."""
    top = folder.toml_if_any(LABELS)
    if top is None:
        return {}
    known = {word.value for word in Wording}
    for key in top.table.keys() - known:
        top.report(ProblemCode.UNKNOWN_KEY, key, expected=", ".join(Wording), nearest_to=nearest(key, known))
    return {word.value: top.text(word) for word in Wording if word.value in top.table}
