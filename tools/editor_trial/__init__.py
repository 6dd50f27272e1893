"""The trial of rich-text editors on recorded clipboards."""
