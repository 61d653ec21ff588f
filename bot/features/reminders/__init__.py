"""Reminders: set in the person's own words, sent once when they are due."""
