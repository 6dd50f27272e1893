"""Settings, addresses and start of the newsroom."""
