"""How a notice becomes a letter and reaches its recipient."""
