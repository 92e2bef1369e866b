"""All doors: what the command line, the folders of a territory, the settings and the journal are handed."""

from collections.abc import Iterator
from pathlib import Path

from .doors import Door
from .forms import form_doors
from .journal import journal_doors
from .lists import Team
from .lists import list_doors
from .pack import pack_doors


def every_door(folder: Path) -> Iterator[Door]:
    """Yield every door, each with a folder of its own for what it must lay down."""
    team = Team()
    yield from list_doors(team)
    yield from form_doors(folder)
    yield from journal_doors(team)
    yield from pack_doors(folder)
