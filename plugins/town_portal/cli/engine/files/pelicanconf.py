"""Settings for Pelican: the generator's, and below them what this portal has of its own."""

from town_portal.settings.base import *
