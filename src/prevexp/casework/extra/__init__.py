"""Facts that a territory or a plugin adds to a case."""
