"""Un partenaire joint autrement que par fichier : ce qui lui est envoyé reste dans un tiroir de ce processus."""

from datetime import date
from functools import partial

from prevexp.domain.vocabulary import FieldGroup
from prevexp.exchange.connectors import SendReceipt
from prevexp.exchange.partnerfile import cell_of
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl
from prevexp.registry.offers import Connector
from prevexp.registry.offers import Direction


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="tiroir", api=1, title="Tiroir", contact="equipe@example.org")


class Drawer:
    """Keeps each row once, by its id."""

    def __init__(self, sent, place, settings):
        self.sent, self.columns = sent.setdefault(place.partner, {}), settings.columns

    def send(self, rows, *, on: date):
        """Keep the rows that are new, and say which."""
        already = {row.row_id: self.sent[row.row_id][0] for row in rows if row.row_id in self.sent}
        new = [row for row in rows if row.row_id not in already]
        for row in new:
            self.sent[row.row_id] = (
                on,
                {one.header: cell_of(one.header, row.values.get(one.header)) for one in self.columns},
            )
        return SendReceipt(file=None, sent=tuple(row.row_id for row in new), already=already)


@hookimpl
def prevexp_connectors():
    yield Connector(
        id="tiroir.envoi",
        title="Tiroir",
        directions={Direction.OUTBOUND},
        data_categories={FieldGroup.IDENTITY, FieldGroup.CONTACT},
        create=partial(Drawer, {}),
    )
