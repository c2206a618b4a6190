"""What is done in each kind of stage."""
