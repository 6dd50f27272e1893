"""The task that publishes, run by the worker: it alone reads where to publish and with which keys.

The worker's environment, or the file ``publish.env`` in the worker's data folder, has the variables
of `publish` (PORTAL_PUBLISH_TO and others, see deploy/README.md); the web process needs neither.
"""

from __future__ import annotations

import subprocess
import sys

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from newsroom.publishing.addresses import make_public_address
from newsroom.publishing.models import Publication
from town_portal.core.system.child import build_utf8_environment
from town_portal.core.system.places import TOWN
from town_portal.core.system.variables import read_variables

FILE = "publish.env"
LONGEST = 20_000
"""Characters of a report that are kept, the last ones."""


@task()
def publish_site(publication_id: int) -> None:
    """Run `publish`, and note how it ended; publications asked for meanwhile are done by it too."""
    publication = Publication.objects.get(pk=publication_id)
    if publication.state != "waiting":
        return
    together = list(Publication.objects.filter(state="waiting").values_list("pk", flat=True))
    Publication.objects.filter(pk__in=together).update(state="running")
    code, report = _run()
    for one in Publication.objects.filter(pk__in=together):
        one.state = "done" if code == 0 else "stopped"
        one.report, one.ended_at = report[-LONGEST:], timezone.now()
        one.address = make_public_address(one.path) if code == 0 else ""
        one.save()


def _run() -> tuple[int, str]:
    command = [sys.executable, str(TOWN / "tasks.py"), "publish"]
    # Beside this newsroom's preview: what another town has published is no past of this one.
    preview = settings.NEWSROOM.output
    command += ["--content", str(settings.NEWSROOM.content)]
    command += ["--output", str(preview.with_name(f"{preview.name}-public"))]
    result = subprocess.run(
        command,
        env={**build_utf8_environment(), **read_variables(settings.NEWSROOM.data / FILE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        cwd=TOWN,
        check=False,
    )
    return result.returncode, result.stdout.strip()
