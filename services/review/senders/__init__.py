"""What review sends by itself: codes to objectors."""
