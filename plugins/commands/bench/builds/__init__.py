"""Building a town portal: how fast, and how much of it, beside other generators.

``python3 tasks.py bench --only builds [--articles 1000,10000]``
"""

from plugins.commands.bench.builds.part import compare

__all__ = ["compare"]
