"""A way to a partner: what is sent stays in a drawer of this process."""

from prevexp.exchange.connectors import SendReceipt
from prevexp.exchange.partnerfile import cell_of
from prevexp.registry import Connector
from prevexp.registry import FieldGroup
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl
from prevexp.registry.offers import Direction


@hookimpl
def prevexp_plugin():
    groups = (FieldGroup.IDENTITY,)
    return PluginInfo(id="tiroir", api=1, title="Tiroir", contact="equipe@example.org", data_categories=groups)


class Drawer:
    """Keeps each row once: its id is what tells two rows apart."""

    def __init__(self, place, settings):
        self.columns, self.drawer, self.days = settings.columns, {}, {}

    def send(self, rows, *, on):
        new = [row for row in rows if row.row_id not in self.days]
        already = {row.row_id: self.days[row.row_id] for row in rows if row.row_id in self.days}
        for row in new:
            self.drawer[row.row_id] = [cell_of(one.header, row.values.get(one.header)) for one in self.columns]
            self.days[row.row_id] = on
        return SendReceipt(file=None, sent=tuple(row.row_id for row in new), already=already)


@hookimpl
def prevexp_connectors():
    ways, groups = {Direction.OUTBOUND}, {FieldGroup.IDENTITY}
    yield Connector(id="tiroir.send", title="Tiroir", directions=ways, data_categories=groups, create=Drawer)
