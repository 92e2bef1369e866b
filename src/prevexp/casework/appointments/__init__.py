"""Appointments with households: fixed, cancelled, kept."""
