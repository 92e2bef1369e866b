"""A keeper of the master key; here one that reads it from the line a team's own program prints."""

from subprocess import run

from prevexp.domain.errors import KeyUnavailable
from prevexp.registry import KeyProviderOffer
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl
from prevexp.storage.keys import MasterKey
from prevexp.storage.keys import key_of


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="coffre", api=1, title="Coffre de la collectivité", contact="equipe@example.org")


def open_key(place):
    """Run the program of a place such as `coffre:/usr/local/bin/coffre`, once for a store that is opened."""
    program = place.partition(":")[2]
    done = run([program, "cle-prevexp"], capture_output=True, text=True, check=False)  # noqa: S603 - named by who opens
    if done.returncode:
        raise KeyUnavailable("the safe did not give the key", place=place)
    return MasterKey(key_of(done.stdout, "what the safe printed"))


@hookimpl
def prevexp_key_providers():
    yield KeyProviderOffer(id="coffre.key", title="Clé du coffre", scheme="coffre", open=open_key)
