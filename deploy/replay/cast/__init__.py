"""Everybody who takes part in a replay, made up by seed."""
