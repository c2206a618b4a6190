"""What is done with lists."""
