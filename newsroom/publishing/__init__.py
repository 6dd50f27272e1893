"""Publishing in a queue that another process works off."""
