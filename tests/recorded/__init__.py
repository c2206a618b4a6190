"""Databases and topics of former versions, and how they are recorded and put back."""
