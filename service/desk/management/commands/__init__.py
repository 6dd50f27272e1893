"""Commands of the desk, one a module."""
