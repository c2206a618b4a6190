"""Functions that run in a process of their own: what they are given can't harm the service."""
