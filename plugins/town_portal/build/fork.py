"""Whether this process can be copied, to have several at work."""

import logging
import os
import sys
import threading


def is_safe() -> bool:
    """Tell whether a copy works: where another thread holds a lock, it would wait forever.

    The thread that draws Pelican's "Generating…" is no harm: it holds what is written to standard
    output alone, which a copy leaves alone (``silence_stdout``).
    """
    others = [type(one).__module__ for one in threading.enumerate()]
    others.remove(type(threading.main_thread()).__module__)
    return sys.platform == "linux" and all(name == "rich.live" for name in others)


def count_cores() -> int:
    """Return how many processes can work at once; 1 where this one can't be copied."""
    return len(os.sched_getaffinity(0)) if is_safe() else 1


def silence_stdout() -> None:
    """Have a copy that was just made write to standard error alone."""
    root = logging.getLogger()
    root.handlers = [logging.StreamHandler(sys.stderr)]
