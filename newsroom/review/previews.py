"""Previews: an article as readers will see it, built by the worker as a job of the queue."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from newsroom.texts.paths import get_content_folder, get_text_file
from town_portal.authoring.articles import ArticleFolder
from town_portal.cli import preview
from town_portal.core.faults import FaultsError

KEPT = timedelta(hours=1)
GONE = "Bài này đã đổi địa chỉ hoặc đã xóa."
FAILED = "Máy chưa dựng được bản xem trước. Hãy thử lại; nếu vẫn vậy, hãy báo người quản trị."


@task()
def build_preview(name: str) -> dict[str, Any]:
    """Return an article's preview, ``html`` and file ``name``, or ``errors``: sentences."""
    try:
        made = make_preview(name)
    except Http404:
        return {"errors": [GONE]}
    except (preview.NoPreview, FaultsError, OSError) as error:
        return {"errors": [str(error), *map(str, getattr(error, "faults", ()))]}
    return {"html": made.html, "name": made.name}


def make_preview(name: str) -> preview.ArticlePreview:
    """Build what is not built yet; on a server only the data folder may be written.

    Raises Http404, NoPreview, FaultsError, OSError.
    """
    articles, newsroom = ArticleFolder(get_content_folder()), settings.NEWSROOM
    output, below = (newsroom.output, None) if newsroom.is_local else (None, newsroom.data)
    return preview.make_preview(articles, get_text_file(name), output, _choose_now(articles), below)


def is_at_hand(name: str) -> bool:
    """Tell whether `serve` has built an article's page already."""
    newsroom = settings.NEWSROOM
    path = get_text_file(name).relative_to(get_content_folder())
    return newsroom.is_local and preview.find_page(newsroom.output, path) is not None


def request_preview(name: str) -> str:
    """Put a preview into the queue and return the job's number; one that waits there is taken."""
    jobs = DBTaskResult.objects.filter(task_path=build_preview.module_path)
    jobs.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()
    asked = {"args": [name], "kwargs": {}}
    waiting = jobs.filter(status=TaskResultStatus.READY, args_kwargs=asked).first()
    return str(waiting.pk) if waiting else build_preview.enqueue(name).id


def get_waiting_seconds(job: TaskResult[Any]) -> int:
    """Return for how long a job has been asked for."""
    return int((timezone.now() - (job.enqueued_at or timezone.now())).total_seconds())


def _choose_now(articles: ArticleFolder) -> datetime:
    return timezone.now().astimezone(articles.zone)
