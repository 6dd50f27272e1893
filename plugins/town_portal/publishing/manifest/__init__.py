"""What was published: each file with its SHA-256, size and type, signed so that others can tell."""

from town_portal.publishing.manifest.entry import (
    ManifestEntry,
    ManifestHeader,
    iter_entries,
    read_header,
)
from town_portal.publishing.manifest.names import FILE, PUBLIC_KEY, SIGNATURE, YOUNG
from town_portal.publishing.manifest.signing import KeyFault, format_trusted_comment
from town_portal.publishing.manifest.writing import (
    Listing,
    check_key,
    list_entries,
    prepare_manifest,
    read_public_key,
    write_manifest,
)

__all__ = [
    "FILE",
    "PUBLIC_KEY",
    "SIGNATURE",
    "YOUNG",
    "KeyFault",
    "Listing",
    "ManifestEntry",
    "ManifestHeader",
    "check_key",
    "format_trusted_comment",
    "iter_entries",
    "list_entries",
    "prepare_manifest",
    "read_header",
    "read_public_key",
    "write_manifest",
]
