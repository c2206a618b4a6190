"""What statistics are: applications counted, figures computed, small cells kept back."""
