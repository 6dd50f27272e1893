"""The desk at /quan-tri/: where the staff approve comments and look at the figures."""
