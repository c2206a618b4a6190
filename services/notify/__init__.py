"""Tells enterprises what they must know: writes notices, delivers them and proves that."""
