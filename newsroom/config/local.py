"""The newsroom on one's own machine, as `python3 tasks.py serve` starts it beside the preview.

It prints the address by which the officer of this machine signs in, and serves until its standard
input is closed: it ends with the program that started it.
"""

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import django
from django.core.management import call_command

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
THREADS = 12
_SETTINGS = "newsroom.config.settings"


def main(port: str, address: str) -> None:
    """Serve at a port of this machine; ``address`` is where browsers find the newsroom."""
    os.environ["DJANGO_SETTINGS_MODULE"] = _SETTINGS
    os.environ["NEWSROOM_LOCAL"] = "1"
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    from waitress.server import create_server

    from newsroom.accounts import local_link
    from newsroom.config.wsgi import application

    logging.getLogger("waitress").setLevel(logging.ERROR)
    server = create_server(
        application,
        host="127.0.0.1",
        port=int(port),
        threads=THREADS,
        max_request_body_size=2_000_000_000,
    )
    threading.Thread(target=server.run, daemon=True).start()
    worker = subprocess.Popen(
        [sys.executable, str(MANAGE), "db_worker", "--no-startup-delay"],
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
    )
    local_link.announce_link(address)
    try:
        sys.stdin.read()
    finally:
        worker.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
