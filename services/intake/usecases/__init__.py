"""What people do with applications: one action a file."""
