"""Two people's changes of one text as one text."""
