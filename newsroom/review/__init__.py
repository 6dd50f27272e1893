"""Review: sending for approval, notes, approving and returning."""
