"""One action a module."""
