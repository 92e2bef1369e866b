import collections
from .test_commands import told  # noqa
from .sinks import is_let, COMMANDS


def test_dump(told):
    d = collections.defaultdict(list)
    for s, x in told.told:
        if not is_let(s, x, COMMANDS):
            d[s].append(x)
    with open("/tmp/told.txt", "w") as f:
        for s in sorted(d):
            gs = collections.Counter(g for x in d[s] for g in x.groups)
            print(
                s,
                " ".join(sorted((g[1:] for g in gs), key=int)),
                "VAULT" if any(y.startswith("Identity") for x in d[s] for y in x.fields) else "",
                [(x.fields[0], x.forms[0]) for x in d[s]][:4],
                file=f,
            )
        print("WELL", [w for w in told.well if w[1] != 0], file=f)
        for n, c in told.codes.items():
            for t in told.catch.texts["stderr " + n]:
                if "Refus" in t or "Erreur" in t:
                    print("ERR", n, t, file=f)
        for s in sorted(told.catch.texts):
            print("SRC", s, file=f)
