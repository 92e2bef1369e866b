"""From commands to events, from events to the state of a case, from states to the day's work. Pure."""
