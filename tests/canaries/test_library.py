"""Nothing of a household is told by the library but where it is said that it is."""

from prevexp.caseload import Caseload


def test_debug(played):
    print(sorted({n for n in dir(Caseload) if not n.startswith('_') and callable(getattr(Caseload,n))}-played.called))
    for x in played.raised:
        if x[1]!=x[2]: print('RAISED',x)
    from .birds import hits
    n=0
    for s in sorted(played.catch.texts):
        found={}
        for text in played.catch.texts[s]:
            n+=len(text)
            for x in hits(played.canaries,text): found.setdefault(x.fields[0], (x.forms[0],text))
        if found:
            print('HIT',s,len(found),[(k,v[0]) for k,v in found.items()][:6])
            if s.startswith('raised'):
                k=next(iter(found)); f,t=found[k]; i=t.casefold().find(f); print('      ', repr(t[max(0,i-300):i+100]))
    print(n,len(played.canaries))
