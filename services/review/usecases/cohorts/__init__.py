"""What is done with cohorts."""
