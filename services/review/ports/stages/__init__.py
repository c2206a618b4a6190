"""What use cases need besides in some kinds of stage."""
