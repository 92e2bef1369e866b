"""From events to the state of a case, and from states to the day's work. Pure: dates and ids are passed in."""
