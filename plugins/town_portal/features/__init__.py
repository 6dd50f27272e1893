"""One Pelican plugin for each feature."""
