"""What is noted of letters and of the information of persons."""

import attrs

from ...domain.paper import LetterKind
from ...domain.values import Maybe
from ...domain.values import identifier
from ...domain.values import one_of
from ...domain.vocabulary import Channel
from ..command import Command


@attrs.frozen(kw_only=True)
class MakeLetter(Command):
    """Note that a letter is made from a template; that it was sent is noted as an attempt (call C06)."""

    kind: LetterKind = attrs.field(validator=one_of(LetterKind))
    template: str = attrs.field(validator=identifier)
    fingerprint: str = attrs.field(validator=identifier)


@attrs.frozen(kw_only=True)
class InformPerson(Command):
    """Note that the household was told what is done with its data, by a letter, a sheet or a person (RGPD art. 14).

    `source` is who had given the data; `text` the version of what was said (`registry.letters.version_told`).
    """

    channel: Channel = attrs.field(validator=one_of(Channel))
    source: str | None = attrs.field(default=None, validator=Maybe(identifier))
    text: str | None = attrs.field(default=None, validator=Maybe(identifier))
