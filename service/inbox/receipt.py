"""The code by which a writer finds an own letter again: short enough to be copied by hand."""

import secrets
from hashlib import sha256

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No two of them look alike on paper."""
GROUPS, LENGTH = 4, 5


def make_receipt() -> str:
    """Return a new code; nobody guesses one (98 bits)."""
    letters = ["".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(GROUPS)]
    return "-".join(letters)


def hash_receipt(code: str) -> str:
    """Return what is stored of a code, however it was typed; the code cannot be made from it."""
    known = "".join(letter for letter in code.upper() if letter in ALPHABET)
    return sha256(known.encode()).hexdigest()
