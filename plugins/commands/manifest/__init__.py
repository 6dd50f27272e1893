"""What was published: each file with its SHA-256, size and type, signed so that others can tell."""

from plugins.commands.manifest.entry import Entry, Header, read, read_header
from plugins.commands.manifest.names import FILE, PUBLIC_KEY, SIGNATURE
from plugins.commands.manifest.signing import KeyFault, trusted_comment
from plugins.commands.manifest.writing import check, entries, prepare, public_of, write

__all__ = [
    "FILE",
    "PUBLIC_KEY",
    "SIGNATURE",
    "Entry",
    "Header",
    "KeyFault",
    "check",
    "entries",
    "prepare",
    "public_of",
    "read",
    "read_header",
    "trusted_comment",
    "write",
]
