"""A build with Pelican: adapter, steps, staging, what has changed."""
