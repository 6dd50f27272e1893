"""Word files and pages of a former portal to drafts. No Pelican plugin."""
