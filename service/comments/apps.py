"""The app of the comments."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Tables of comments and of what editors decided."""

    name = "service.comments"
    label = "comments"
    verbose_name = "Bình luận"
