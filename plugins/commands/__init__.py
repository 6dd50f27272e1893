"""One module per task of tasks.py."""
