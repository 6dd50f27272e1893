"""Publishing one article: what goes to a server, and how soon citizens see it.

``python3 tasks.py bench --only publish [--articles 10000]``
"""

from plugins.commands.bench.publishing.part import compare

__all__ = ["compare"]
