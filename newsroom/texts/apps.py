"""The app of texts."""

from django.apps import AppConfig


class TextsConfig(AppConfig):
    """Texts of the content folder."""

    name = "newsroom.texts"
    label = "texts"
    verbose_name = "Bài viết"
