"""What Prometheus is told. No label ever holds a path, an id or a name from outside."""
