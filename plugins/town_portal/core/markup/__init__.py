"""What Markdown may hold."""
