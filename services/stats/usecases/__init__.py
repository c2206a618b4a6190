"""What can be asked of the statistics, one action a file."""
