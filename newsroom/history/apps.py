"""The app of earlier versions."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Earlier versions of texts, and the trash."""

    name = "newsroom.history"
    label = "history"
    verbose_name = "Lịch sử"

    def ready(self) -> None:
        """Keep a version of each text that is opened or saved."""
        from newsroom.history.versions import keep_before, keep_opened, keep_saved
        from newsroom.texts.signals import text_changing, text_opened, text_saved

        text_opened.connect(keep_opened)
        text_changing.connect(keep_before)
        text_saved.connect(keep_saved)
