"""What is done with the register."""
