"""The file itself: EK-06 to EK-09."""

import io
import time

from prevexp.registry.offers import resolved

from ..conformance import conformance
from .kit import Kit
from .kit import whole

_A_TICK = 1.1
"""Seconds after which a clock that counts seconds shows another one."""


class Files(Kit):
    """Bytes, stream and name."""

    @conformance
    def test_ek_06_the_same_document_gives_the_same_bytes(self) -> None:
        """EK-06 Written twice, a second apart, a document gives the same bytes.

        Else two copies of one bilan cannot be compared, and a run cannot be checked.

        Fix: write no time, no random id; give archives a fixed date and a fixed order.
        """
        once = self.written(whole())
        time.sleep(_A_TICK)
        assert self.written(whole()) == once

    @conformance
    def test_ek_07_the_stream_stays_open(self) -> None:
        """EK-07 The exporter writes to the stream it is given, all of it, and leaves it open.

        Else the file is cut, or cannot be put in its place once it is complete.

        Fix: flush what you wrap, and do not close it.
        """
        stream = io.BytesIO()
        resolved(self.exporter, "write")(whole(), stream)
        assert not stream.closed
        assert stream.getvalue() == self.written(whole())

    @conformance
    def test_ek_08_it_only_writes(self) -> None:
        """EK-08 The exporter needs nothing of the stream but `write`.

        Else it fails on a pipe, or on standard output.

        Fix: build the file in memory if its form needs to go back, then write it.
        """
        held: list[bytes] = []

        class Pipe(io.RawIOBase):
            def writable(self) -> bool:
                return True

            def write(self, content: object, /) -> int:
                held.append(bytes(content))  # type: ignore[call-overload]  # whatever is bytes-like
                return len(held[-1])

        resolved(self.exporter, "write")(whole(), Pipe())
        assert b"".join(held) == self.written(whole())

    @conformance
    def test_ek_09_it_says_what_it_writes(self) -> None:
        """EK-09 The exporter has a title, a media type and at least one suffix that begins with a dot.

        Else nobody can choose it, and the file opens with the wrong program.

        Fix: fill `title` (French), `media_type`, `suffixes`.
        """
        assert self.exporter.title
        assert "/" in self.exporter.media_type
        assert self.exporter.suffixes
        assert all(one.startswith(".") for one in self.exporter.suffixes)
