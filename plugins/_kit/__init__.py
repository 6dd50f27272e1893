"""The core that every plugin stands on: data, records, text, dates, faults.

Nothing here knows the town; only ``adapt``, ``reader`` and ``strict`` know Pelican.
"""
