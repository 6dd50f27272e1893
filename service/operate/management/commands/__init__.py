"""The commands; each says what it does with --help."""
