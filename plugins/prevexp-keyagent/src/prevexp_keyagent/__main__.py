"""Start the agent: `python -m prevexp_keyagent --key file:PATH --socket PATH`; it ends with Ctrl-C or a signal."""

from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path

from prevexp.storage.key_places import KeyPlace

from .agent import Agent


def main() -> None:
    """Hold a key until somebody ends it."""
    parser = ArgumentParser(prog="prevexp_keyagent", description="Garde la clé maîtresse de prevexp sur ce poste.")
    parser.add_argument("--key", required=True, help="Où est la clé : file:FICHIER, env:VARIABLE, keyring:SERVICE/NOM.")
    parser.add_argument("--socket", required=True, type=Path, help="Socket à créer, lisible par son propriétaire seul.")
    said = parser.parse_args()
    key = KeyPlace.of(str(said.key)).open()
    try:
        with suppress(KeyboardInterrupt), Agent(said.socket, key) as agent:
            agent.serve_forever()
    finally:
        said.socket.unlink(missing_ok=True)


main()
