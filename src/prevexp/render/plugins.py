"""What is said of plugins in French: which there are, what each offers, what went wrong and what to do about it."""

import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from textwrap import wrap
from types import MappingProxyType
from typing import Any

from prevexp.domain.errors import LockDiffers
from prevexp.domain.errors import PluginFault
from prevexp.domain.errors import PluginsRefused
from prevexp.domain.errors import PrevexpError
from prevexp.evaluation.rows import FaultNote
from prevexp.registry import Fault
from prevexp.registry import Phase
from prevexp.registry.locking import Difference
from prevexp.registry.offers import CliCommand

from . import french
from .columns import WIDTH
from .columns import paragraph
from .columns import table

STEPS: Mapping[Phase, tuple[str, str]] = MappingProxyType(
    {
        Phase.FIND: ("au repérage", "Désinstaller toutes sauf une, ou n’en charger qu’une (`--without`)."),
        Phase.IMPORT: (
            "à l’import",
            "Corriger ou réinstaller l’extension ; en attendant, la désactiver : `prevexp plugins disable NOM`.",
        ),
        Phase.REGISTER: ("à l’enregistrement", "Corriger le nom, les arguments ou la marque @hookimpl de la fonction."),
        Phase.API_LEVEL: (
            "niveau d’API",
            "Installer une version de l’extension écrite pour ce niveau, ou mettre prevexp à jour.",
        ),
        Phase.SETTINGS: ("dans les réglages", "Corriger la ligne indiquée du fichier de réglages (`--config`)."),
        Phase.COLLECT: ("à la lecture de ce qu’elle offre", "Corriger l’objet indiqué, ou le signaler à son auteur."),
        Phase.RUN: (
            "en marche",
            "Signaler cette ligne, qui ne contient aucune donnée personnelle, à l’auteur de l’extension.",
        ),
    }
)
"""Step at which a plugin failed -> how it is called, and what to do."""

_KINDS = {
    "plugin": "extension",
    "rule": "règle",
    "indicator": "indicateur",
    "pack": "pack",
    "prevexp": "version",
}
_CENTS = re.compile(r"(-?)(\d+) cents\b")
_STATES = {True: "active", False: "désactivée"}


def fault_line(fault: Fault) -> str:
    """Return one line: whose fault, at which step, about which object, and why."""
    step, _ = STEPS[fault.phase]
    about = f", {fault.object}" if fault.object else ""
    state = "Extension en défaut" if fault.phase is Phase.RUN else "Extension écartée"
    return f"{state} : {fault.provenance}, {step}{about} : {_one_line(fault.message)}"


def fault_words(note: FaultNote) -> str:
    """Return what the bilan says of a plugin that was left out or failed; the message stays in the log."""
    phase = Phase(note.phase)
    about = f" ({note.object})" if note.object else ""
    return f"{'en défaut' if phase is Phase.RUN else 'écartée'} {STEPS[phase][0]}{about}"


def difference_line(difference: Difference) -> str:
    """Return one difference between a lock and what is in use."""
    name = f"{_KINDS[difference.kind]} {difference.name}"
    return f"{name} : {difference.locked or 'absente'} dans le verrou, {difference.found or 'absente'} ici"


def refusal_words(error: PrevexpError) -> str:
    """Return what is to be added about a fault, a refused name, folder or lock; empty for an error of another kind."""
    if isinstance(error, LockDiffers):
        found = error.params.get("differences")
        differences = found if isinstance(found, tuple) else ()
        return " :" + "".join(f"\n    {difference_line(one)}" for one in differences) if differences else ""
    if isinstance(error, PluginFault):
        fault = error.params.get("fault")
        return f" : {fault_line(fault)}" if isinstance(fault, Fault) else ""
    if not isinstance(error, PluginsRefused):
        return ""
    if near := error.params.get("nearest"):
        return f" : {error.params['name']}, peut-être {near}"
    return f" : {error.params.get('name') or error.params.get('folder') or '…'}"


def plugins_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the plugins found, without importing any: name, distribution, version, place, switched off or not."""
    if not rows:
        return "Aucune extension installée."
    cells = [
        (row["plugin"], f"{row['distribution']} {row['version']}", _STATES[row["loaded"]], row["place"]) for row in rows
    ]
    return table(("Extension", "Distribution", "État", "Où"), cells)


def commands_table(offered: Sequence[CliCommand]) -> str:
    """Return the commands that plugins add, with their one line of help and whose they are."""
    if not offered:
        return "Aucune commande d’extension."
    return table(
        ("Commande", "Extension", "Ce qu’elle fait"), [(one.name, str(one.provenance), one.help) for one in offered]
    )


def plugin_text(plugin: Mapping[str, Any]) -> str:
    """Return what one plugin says of itself and offers, hook by hook."""
    whose = f"{plugin['plugin']} ({plugin['distribution']} {plugin['version']})"
    lines = [f"{whose} : {plugin['title']}", f"  Contact : {plugin['contact']}"]
    lines += [f"  Identifiant : {plugin['id']}, API {plugin['api']}, contenu {plugin['digest'][:16] or '–'}"]
    lines += [f"  Données lues : {', '.join(plugin['data_categories']) or 'aucune'}"]
    if plugin["settings"]:
        lines += [
            paragraph(f"Réglages [plugins.{plugin['id']}] : {', '.join(plugin['settings'])}", indent="  ", hang=2)
        ]
    for hook, names in plugin["hooks"].items():
        lines += [paragraph(f"{hook} : {', '.join(names) or 'écoute'}", indent="  ", hang=2)]
        lines += [rule_text(rule, plugin["rules"][rule]) for rule in names if rule in plugin["rules"]]
    return "\n".join(lines)


def rule_text(rule: str, expression: str) -> str:
    """Return what a rule asks, as it was understood: amounts in cents, as they are compared, and in euros."""
    told = _CENTS.sub(lambda found: f"{found[0]} ({found[1]}{french.euros(int(found[2]))})", expression)
    return "\n".join(wrap(f"{rule}{french.NBSP}: {told}", WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 6))


def examination_text(plugins: Iterable[Mapping[str, Any]], faults: Sequence[Fault]) -> str:
    """Return what the doctor found: each plugin that works, then each fault with what to do."""
    parts = [plugin_text(plugin) for plugin in plugins]
    parts += [_fault_text(fault) for fault in faults]
    count = len(faults)
    ended = "Aucun défaut." if not count else f"{count} défaut{'s' if count > 1 else ''}."
    return "\n\n".join([*parts, ended])


def _fault_text(fault: Fault) -> str:
    _, remedy = STEPS[fault.phase]
    return f"{paragraph(fault_line(fault), hang=2)}\n{paragraph(f'À faire : {remedy}', indent='  ', hang=2)}"


def _one_line(text: str) -> str:
    return " ; ".join(line.strip(" -") for line in text.splitlines() if line.strip())
