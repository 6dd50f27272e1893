"""Django's SQLite, with the database of the town for which a thread works."""
