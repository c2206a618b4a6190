"""What is done with activities and their attendances."""
