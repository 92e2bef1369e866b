"""Strategies for letters and the information of persons."""

import string
from collections.abc import Mapping

from hypothesis import strategies as st

from prevexp.domain import paper_events as paper
from prevexp.domain.events import Event
from prevexp.domain.paper import LetterKind
from prevexp.domain.paper import Recipient
from prevexp.domain.vocabulary import Channel

_names = st.text(string.ascii_letters + string.digits + "._:-", min_size=1, max_size=64)
_channels = st.sampled_from(Channel)

FIELDS: Mapping[type[Event], Mapping[str, st.SearchStrategy[object]]] = {
    paper.LetterMade: {
        "kind": st.sampled_from(LetterKind),
        "recipient": st.sampled_from(Recipient),
        "channel": _channels,
        "template": _names,
        "fingerprint": _names,
    },
    paper.PersonInformed: {"channel": _channels, "source": st.none() | _names, "text": st.none() | _names},
}
"""Event class -> strategy of each of its own fields."""
