"""Receivers of messages that nobody here wrote: the official libraries of other languages."""
