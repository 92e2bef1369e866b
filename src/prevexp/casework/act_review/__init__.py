"""The review of an act of a case: run by the law on what the case knows, noted by the jurist, compared later."""
