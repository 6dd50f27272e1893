"""What was published: each file with its SHA-256, size and type, signed so that others can tell."""

from town_portal.publishing.manifest.entry import Entry, Header, read, read_header
from town_portal.publishing.manifest.names import FILE, PUBLIC_KEY, SIGNATURE, YOUNG
from town_portal.publishing.manifest.signing import KeyFault, trusted_comment
from town_portal.publishing.manifest.writing import (
    Listing,
    check,
    entries,
    prepare,
    public_of,
    write,
)

__all__ = [
    "FILE",
    "PUBLIC_KEY",
    "SIGNATURE",
    "YOUNG",
    "Entry",
    "Header",
    "KeyFault",
    "Listing",
    "check",
    "entries",
    "prepare",
    "public_of",
    "read",
    "read_header",
    "trusted_comment",
    "write",
]
