"""The review of an act of the procedure: a checklist for a jurist, with what each answer rests on; never a verdict."""
