"""What intake's HTTP interface takes and gives."""
