"""A folder for the portal of another town: found by name or code, filled from core/communes."""

from town_portal.authoring.new_town.answers import Answers, WrongAnswer, check_answer
from town_portal.authoring.new_town.files import make_files
from town_portal.authoring.new_town.finding import Match, find_communes
from town_portal.authoring.new_town.writing import NotWritten, start_history, write_town

__all__ = [
    "Answers",
    "Match",
    "NotWritten",
    "WrongAnswer",
    "check_answer",
    "find_communes",
    "make_files",
    "start_history",
    "write_town",
]
