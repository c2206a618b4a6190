"""The events that notify hears: one a module."""
