"""What only the public site has."""

from town_portal.core.system import places as _places

OUTPUT_PATH = str(_places.TOWN / "output-public")
SHOW_UNFINISHED = False  # drafts, and articles that wait for approval
SPECIMENS = False  # what is for designers
OWN_HOST_ONLY = True  # scripts run at the address in town.yaml and nowhere else
