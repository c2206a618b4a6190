"""The local stack: a real MongoDB, a Kafka, a mail server, a token issuer and the services."""
