"""Kafka for the local stack: Apache Kafka where Java is, else an embedded stand-in."""
