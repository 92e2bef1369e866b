"""Privacy: what may be seen, by whom, for how long. For now: no published table gives a small count away."""
