"""Files in and out: the monthly transfer (tolerant in, strict out), its rejects, JSON Schema."""
