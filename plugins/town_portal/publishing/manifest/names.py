"""Names that the manifest has at the site's root, and in the state folder beside the output."""

FILE = "manifest.jsonl"
SIGNATURE = f"{FILE}.minisig"
PUBLIC_KEY = "minisign.pub"
FEED = "tin.atom"
"""The feed of all news, which other portals may show (features/elsewhere)."""
FEED_SIGNATURE = f"{FEED}.minisig"
YOUNG = (PUBLIC_KEY, FEED_SIGNATURE)
"""Files of the manifest's own making that stand in it."""

OWN = frozenset(f"{name}{end}" for name in (FILE, SIGNATURE) for end in ("", ".br", ".gz"))
"""Files that can't stand in the manifest, since they are made of it."""
