"""The kinds of stage that a case goes through: a folder a kind, and the registry."""
