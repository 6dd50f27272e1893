"""Settings for Pelican that all towns share."""
