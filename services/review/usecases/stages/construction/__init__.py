"""What is done while something is built."""
