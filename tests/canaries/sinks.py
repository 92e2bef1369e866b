"""Where something of a household may stand, what of it, and why. Every other place holds nothing of it."""

from fnmatch import fnmatchcase

import attrs

from prevexp.domain.vocabulary import FieldGroup

from .birds import Canary

EVERYTHING = frozenset(FieldGroup)


def groups(words: str) -> frozenset[FieldGroup]:
    """Return groups by their numbers."""
    return frozenset(FieldGroup(f"G{word}") for word in words.split())


@attrs.frozen
class Sink:
    """Sources that may hold groups of data, and why; `vault`: also what names somebody."""

    source: str
    groups: frozenset[FieldGroup]
    why: str
    vault: bool = True

    def lets(self, source: str, canary: Canary) -> bool:
        """Say whether a canary may stand there: each group it is of, and the vault only where it is said."""
        if not fnmatchcase(source, self.source):
            return False
        named = any(field.startswith("Identity.") for field in canary.fields)
        return bool(canary.groups & self.groups) and (self.vault or not named)


SINKS = (
    Sink(
        "gone .orientations_cd62_*.part",
        groups("1 2 3 4 5 6 9"),
        "the batch for a partner before it gets its name: what the view lets pass (CASF, art. L121-6-2)",
    ),
    Sink("plugin connector", groups("1 2 3 4 5 6 9"), "rows of that batch: what the view lets pass"),
    Sink(
        "plugin connector made*",
        groups("9 10"),
        "a partner's name and purposes, as the territory sets them",
        vault=False,
    ),
    Sink(
        "gone .*.parquet.*.part",
        groups("3 4 5 6 9 10 11"),
        "a table of a snapshot: pseudonyms and what is counted, in the service's own folder",
        vault=False,
    ),
    Sink("plugin fact", EVERYTHING, "a fact that is computed reads the case, and never who it is", vault=False),
    Sink(
        "plugin notice check*", groups("4"), "a check reads the inputs it names: here the day of service", vault=False
    ),
    Sink("params of read_documents", groups("3 4"), "the jurist is shown both days of a contradiction", vault=False),
    Sink("params of *", groups("9 10 11"), "the slug of a partner that was named in the call", vault=False),
    Sink(
        "returned receive_answers", groups("9 10 11"), "the slug of a partner that was named in the call", vault=False
    ),
    Sink("returned receive_from", groups("9 10 11"), "the slug of a partner that was named in the call", vault=False),
    Sink("returned send_referrals", groups("9 10 11"), "the slug of a partner that was named in the call", vault=False),
)
"""The table of sinks of the library."""


def is_let(source: str, canary: Canary, sinks: tuple[Sink, ...]) -> bool:
    """Say whether a canary may stand in a source."""
    return any(sink.lets(source, canary) for sink in sinks)


TEAM = "the team reads it: the page, the answer or the data of the case that was asked for"
INITIALS = "the team's list: reference, initials, what is due and the next day of the law, and no name"
SENT = "what a view lets pass to the service of the département (CASF, art. L121-6-2)"
TYPED = "what was typed, told back to who typed it"

COPY = "all that is kept of it, for the person that asks (RGPD art. 15, 20)"
WATCHED = "the access journal, for who watches over it: what went to which partner, by the id of the case"

COMMANDS = (
    *SINKS,
    Sink("gone .copie.html.*", groups("1 2 3 4 5 9 11 12"), COPY),
    Sink("gone .copie.json.*", EVERYTHING, f"{COPY}; of G8 what it asked, and no health: a test of its own"),
    Sink("gone .sante.json.*", EVERYTHING, f"{COPY}, what tells of health as well"),
    Sink("gone .acces.jsonl.*", groups("9 10"), WATCHED, vault=False),
    Sink("gone cases.*.parquet", groups("3 4 6 11"), "a table of a snapshot that a newer one replaces", vault=False),
    Sink("stdout access list --json", groups("9 10"), WATCHED, vault=False),
    Sink("stdout privacy archived", groups("1"), "whose an archived case is, once the reason is written down"),
    Sink("stdout privacy findings", groups("12"), INITIALS, vault=False),
    Sink("gone .courrier.html.*", groups("1 2 12"), "a letter to the household bears its own address and reference"),
    Sink("gone .bailleur.html.*", groups("3"), "a letter to the landlord bears the landlord's name, and nothing else"),
    Sink("gone .visite.html.*", groups("1 2 3 4 9 12"), "the sheet a worker takes along: where, and what is due"),
    Sink("gone .visite-initiales.html.*", groups("4 9 12"), INITIALS, vault=False),
    Sink("gone .jour.html.*", groups("4 9 12"), INITIALS, vault=False),
    Sink("gone .dossier.html.*", groups("3 4 5 9 11 12"), TEAM, vault=False),
    Sink("gone .diagnostic.html.*", groups("3 4 5 6 7 8 9 12"), TEAM, vault=False),
    Sink("gone .contrat.html.*", groups("5 9 12"), "the contract that the household signs", vault=False),
    Sink("gone .note.html.*", groups("4 5 6 9 12"), "the note to the CCAPEX: loi 90-449, art. 7-2", vault=False),
    Sink("gone .acte.html.*", groups("4"), TYPED, vault=False),
    Sink("gone .rejets.csv.*", groups("1 2 3 4 6 11 12"), "rejected rows, for who sent the list: mode 0600"),
    Sink("stdout intake", groups("4"), "what a list changed, before and after, for the team", vault=False),
    Sink("stdout intake --json", groups("3 4 11 12"), "the answer to a list without who is listed", vault=False),
    Sink("stdout intake --json", groups("2 3"), "postcode and SIRET are no names: decision 0006"),
    Sink("stdout intake --json --with-identities", groups("1 2 3 4 6 10 11 12"), "the answer to a list, as asked for"),
    Sink("stdout screen --json", groups("12"), INITIALS, vault=False),
    Sink("stdout allocate", groups("12"), INITIALS, vault=False),
    Sink("stdout worklist*", groups("4 9 12"), INITIALS, vault=False),
    Sink("stdout referral due", groups("12"), INITIALS, vault=False),
    Sink("stdout exchange send", groups("12"), INITIALS, vault=False),
    Sink("stdout explain*", groups("3 4 5 9 11 12"), TEAM, vault=False),
    Sink("stdout case show*", groups("3 4 5 9 11 12"), TEAM, vault=False),
    Sink("stdout history", groups("4 5 9 11 12"), TEAM, vault=False),
    Sink("stdout assessment*", groups("3 4 5 6 7 8 9 11 12"), TEAM, vault=False),
    Sink("stdout contract*", groups("5 9 12"), TEAM, vault=False),
    Sink("stdout landlord", groups("4"), TEAM, vault=False),
    Sink("stdout repayment-plan", groups("5"), TYPED, vault=False),
    Sink("stdout law timeline", groups("3 4"), TEAM, vault=False),
    Sink("stdout review-act*", groups("3 4"), TEAM, vault=False),
    Sink("stdout share --json", groups("4 5 6 9"), SENT, vault=False),
    Sink("stdout share --json --with-identities", groups("1 2 4 5 6 9"), SENT),
)
"""The table of sinks of the command line; stderr, published figures and the database are in none."""
