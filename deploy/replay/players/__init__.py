"""Plays the round through the public HTTP interfaces, one stage a file."""
