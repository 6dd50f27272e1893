"""The tasks as Invoke knows them: names, options, words; the work is in modules of their own.

What a task is called and takes is also read without importing anything, before the environment is
there: the syntax here is that of Python 3.7, as in setup.py.
"""

from __future__ import annotations

import ast
from pathlib import Path

FOLDER = Path(__file__).parent
MODULES = ("seeing", "writing", "publishing", "guarding", "developing")
"""In the order in which people are told of them."""


def parsed() -> ast.Module:
    """Give all that the modules say, as one."""
    texts = ((FOLDER / f"{name}.py").read_text(encoding="utf-8") for name in MODULES)
    return ast.Module([node for text in texts for node in ast.parse(text).body], [])
