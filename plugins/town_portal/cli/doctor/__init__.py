"""One look at everything that has to run for a portal to stay up to date."""

from town_portal.cli.doctor.command import main
from town_portal.cli.doctor.installation import Installation

__all__ = ["Installation", "main"]
