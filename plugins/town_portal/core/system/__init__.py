"""Processes, places, locks and programs of the machine."""
