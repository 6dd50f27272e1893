"""What only the staff see, on this machine: the editing desk and its rooms, below /soan-tin/."""

from plugins.commands.serve.staff.app import Staff
from plugins.commands.serve.staff.contract import Place
from plugins.commands.serve.staff.page import ROOM

__all__ = ["ROOM", "Place", "Staff"]
