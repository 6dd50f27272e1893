"""The editorial check: what a second pair of eyes would find. No Pelican plugin."""
