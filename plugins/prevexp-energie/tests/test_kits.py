"""The plugin keeps the kits of rules and of models."""

from typing import ClassVar

import prevexp_energie
from prevexp.storage.codec import EVENT_TYPES
from prevexp.storage.codec import Codec
from prevexp.testing.models import COUNT
from prevexp.testing.models import SEED
from prevexp.testing.models import ModelConformance
from prevexp.testing.rules import RuleConformance
from prevexp_energie.events import CutAnnounced

(MODEL,) = prevexp_energie.prevexp_simulation_models()
PRINTING = f"""
from prevexp.storage.codec import EVENT_TYPES, Codec
from prevexp.testing.models import digest_of
from prevexp_energie.events import CutAnnounced
from prevexp_energie.model import generate
print(digest_of(generate({SEED}, {COUNT}, None), Codec({{**EVENT_TYPES, CutAnnounced.slug: CutAnnounced}})))
"""


class TestRules(RuleConformance):
    """The cap of a convention, with the facts it reads."""

    plugins = (prevexp_energie,)
    settings: ClassVar = {"energie": {"cap": {"cents": 5_000_00, "source": "convention inventée, art. 3"}}}


class TestModel(ModelConformance):
    """Households with letters of suppliers."""

    offer = MODEL

    def codec(self):
        return Codec({**EVENT_TYPES, CutAnnounced.slug: CutAnnounced})

    def context(self):
        return None

    def printing(self):
        return PRINTING
