"""What only the public site has, on top of pelicanconf.py."""

from pelicanconf import *
from town_portal.settings.public import *
