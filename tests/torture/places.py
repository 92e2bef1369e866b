"""Where something is tried: at few places in the suite, at all of them in a run that is long enough."""

SHORT = 60
"""What `--trials` is in the suite."""


def some_of(number: int, trials: int, *, few: int) -> range:
    """Return places, counted from 1, spread evenly: `few` in the suite, all of them in a run that is long enough."""
    wanted = min(max(few * trials // SHORT, 1), number)
    step = number // wanted
    return range(1 + step // 2, number + 1, step)
