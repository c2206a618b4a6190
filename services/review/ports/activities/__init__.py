"""What use cases need to keep and to read of activities."""
