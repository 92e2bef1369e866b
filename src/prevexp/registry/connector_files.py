"""connectors.toml: how partners exchange with the team; without one, the instances shipped with prevexp hold."""

from importlib.resources import files

from prevexp.casework.referral.connector import FILES
from prevexp.casework.referral.connector import ConnectorSettings
from prevexp.casework.referral.connector import FileForm
from prevexp.casework.referral.connector import PurposeSent
from prevexp.casework.referral.connector import SentColumn
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingPurpose

from .folder import PackFolder
from .problems import ProblemCode
from .sections import Section
from .sections import TomlFile

CONNECTORS = "connectors.toml"


def read_connectors(folder: PackFolder) -> tuple[ConnectorSettings, ...]:
    """Read the connectors of a territory, or those shipped; what is wrong is noted in the folder's problems."""
    shipped = TomlFile(name=CONNECTORS, problems=folder.problems)
    return _connectors(folder.toml_if_any(CONNECTORS) or shipped.read(_shipped_text()))


def shipped_connectors() -> tuple[ConnectorSettings, ...]:
    """Return the connectors of a territory that has none of its own."""
    section = TomlFile(name=CONNECTORS, problems=[]).read(_shipped_text())
    found = _connectors(section)
    assert not section.file.problems, section.file.problems  # noqa: S101 - data shipped with the code
    return found


def _shipped_text() -> str:
    return files(__package__).joinpath("data", CONNECTORS).read_text(encoding="utf-8")


def _connectors(top: Section) -> tuple[ConnectorSettings, ...]:
    found: dict[Recipient, ConnectorSettings] = {}
    for section in top.sections("connector"):
        settings = _connector(section)
        if settings is not None and settings.recipient in found:
            section.report(ProblemCode.TWICE, "recipient")
        elif settings is not None:
            found[settings.recipient] = settings
    top.close()
    return tuple(found.values())


def _connector(section: Section) -> ConnectorSettings | None:
    recipient, form, source = (
        section.choice("recipient", Recipient),
        section.choice("form", FileForm),
        section.text("source"),
    )
    connector = section.text("connector", FILES)
    purposes = [one for inner in section.sections("purpose") if (one := _purpose(inner))]
    columns = [column for inner in section.sections("column") if (column := _column(inner))]
    if not purposes and "purpose" not in section.faulty:
        section.report(ProblemCode.MISSING_KEY, "purpose", expected="au moins une table [[connector.purpose]]")
    return section.build(
        lambda: ConnectorSettings(
            recipient=recipient,
            form=form,
            purposes=tuple(purposes),
            columns=tuple(columns),
            source=source,
            connector=connector,
        )
    )


def _purpose(section: Section) -> PurposeSent | None:
    purpose, shared_for = section.choice("purpose", ReferralPurpose), section.choice("shared_for", SharingPurpose)
    words = section.text("words")
    return section.build(lambda: PurposeSent(purpose=purpose, shared_for=shared_for, words=words))


def _column(section: Section) -> SentColumn | None:
    header, place = section.text("header"), section.text("place")
    return section.build(lambda: SentColumn(header=header, place=place))
