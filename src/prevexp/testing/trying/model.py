"""The kit of a simulation model as a plugin offers it: in its registry, and in the registry of another process."""

import pickle
import sys

from prevexp.caseload.opening import codec_for
from prevexp.registry import Registry
from prevexp.registry import SimulationModel
from prevexp.storage.codec import Codec

from ..models import ModelConformance
from ..models import digest_of


class OfferedModel(ModelConformance):
    """The kit on a model of a registry, with the events its plugins add."""

    registry: Registry

    def codec(self) -> Codec:
        """Return the codec of prevexp's events and of those plugins add."""
        return codec_for(self.registry)

    def printing(self) -> str:
        """Return source that loads the same plugins and prints the digest of what the model makes there."""
        loading = pickle.dumps(self.registry.loading.portable())
        return f"from {__name__} import print_digest\nprint_digest({loading!r}, {self.offer.id!r})"


def model_kit(registry: Registry, model: SimulationModel) -> type[ModelConformance]:
    """Return the kit on a model."""
    return type("Tried", (OfferedModel,), {"registry": registry, "offer": model})


def print_digest(loading: bytes, model: str) -> None:
    """Print, in a process of its own, the digest of what a model makes."""
    registry = Registry.load(pickle.loads(loading).unpacked())  # noqa: S301 - written by the process that started this  # nosec B301
    kit = model_kit(registry, next(one for one in registry.models if one.id == model))()
    sys.stdout.write(digest_of(kit.made(), kit.codec()))
