"""What the site's build bakes, for whoever has the token."""
