"""What happens to a case in any stage."""
