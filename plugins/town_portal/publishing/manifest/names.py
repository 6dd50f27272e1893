"""Names that the manifest has at the site's root, and in the state folder beside the output."""

FILE = "manifest.jsonl"
SIGNATURE = f"{FILE}.minisig"
PUBLIC_KEY = "minisign.pub"

OWN = frozenset(f"{name}{end}" for name in (FILE, SIGNATURE) for end in ("", ".br", ".gz"))
"""Files that can't stand in the manifest, since they are made of it."""
