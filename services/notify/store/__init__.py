"""Correspondence, contacts and the delivery queue in MongoDB."""
