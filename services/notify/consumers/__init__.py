"""The events that notify hears."""
