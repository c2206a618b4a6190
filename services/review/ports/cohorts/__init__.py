"""What use cases of cohorts need from outside."""
