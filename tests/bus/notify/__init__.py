"""Notify on real Kafka, MongoDB and SMTP."""
