"""Notify's documents."""
