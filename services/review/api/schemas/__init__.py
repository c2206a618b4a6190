"""What review's HTTP interface takes and gives."""
