"""A delivery in a process of its own, which a test can kill: ``python child.py FOLDER TARGET``."""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[3]))
    from tests.publish.deliver.places import Made

    Made(Path(sys.argv[1]), sys.argv[2]).publish()
