"""Earlier versions of texts, and the trash."""
