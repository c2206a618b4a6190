"""What the statistics hear from Kafka."""
