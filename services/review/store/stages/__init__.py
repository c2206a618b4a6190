"""What some kinds of stage keep in MongoDB besides the cases."""
