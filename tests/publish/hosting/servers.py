"""Real servers on free ports of this machine, each with a small configuration of its own."""

from __future__ import annotations

import os
import pwd
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from tools.sshd import find_free_port, run_server
from town_portal.cli.serve.port import HOST
from town_portal.cli.test import find_server

PATIENCE = 20.0
"""Seconds that a server may take to answer."""
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
NGINX = """\
{load}
daemon off;
{user}
worker_processes 1;
error_log {folder}/error.log;
pid {folder}/pid;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {beside}/nginx-http.conf;
    {http}
    server {{
        listen {host}:{port};
        root {root};
        {above}
        include {folder}/server.conf;
    }}
}}
"""
MODULES = (
    *("mpm_event", "authz_core", "dir", "mime", "alias", "headers", "rewrite", "filter", "deflate"),
    *("autoindex", "env", "setenvif", "negotiation"),
)
APACHE = """\
ServerName {host}
ServerRoot {folder}
Listen {host}:{port}
PidFile {folder}/pid
ErrorLog {folder}/error.log
DefaultRuntimeDir {folder}
Mutex file:{folder} default
TypesConfig {folder}/mime.types
{load}
{user}
# As Debian has it.
AddType application/x-gzip .gz .tgz
AddOutputFilterByType DEFLATE text/html text/css application/json
DirectoryIndex index.html
DocumentRoot {root}
<Directory {root}>
    Options FollowSymLinks Indexes
    AllowOverride FileInfo
    Require all granted
</Directory>
"""
APACHE_MODULES = Path("/usr/lib/apache2/modules")

__all__ = ["apache", "find_free_port", "nginx", "nginx_with"]


@dataclass(frozen=True)
class Answer:
    """What a server answered; the names of headers are small."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server: its program's name, port, and the portal's base path on it."""

    name: str
    port: int
    root: str

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path below the portal; ``Accept_Encoding`` is the header Accept-Encoding."""
        return self.ask_host(f"{self.root}/{path}", method, **headers)

    def ask_host(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path of the host, as a browser would write it."""
        line = HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            line.request(method, quote(path, safe="/%?=&:"), headers=named)
            got = line.getresponse()
            told = got.getheaders()
            names = [name.lower() for name, _ in told]
            assert len(names) == len(set(names)), f"a header is sent twice: {told}"
            return Answer(got.status, {name.lower(): value for name, value in told}, got.read())
        finally:
            line.close()


@contextmanager
def nginx(root: Path, beside: Path, base: str, above: str = "", http: str = "") -> Iterator[Server]:
    """Run nginx over the folder ``root``; ``beside`` has the portal's own rules.

    Its logs are in ``beside``'s neighbour ``nginx``, not where the rules have them on a server.
    """
    folder, port = _room(beside, "nginx"), find_free_port()
    settings = NGINX.format(
        folder=folder,
        root=root,
        beside=beside,
        host=HOST,
        port=port,
        user=f"user {pwd.getpwuid(0).pw_name};" if os.geteuid() == 0 else "",
        load=f"load_module {BROTLI};" if BROTLI.is_file() else "",
        http=http,
        above=above + ("brotli_static on;" if BROTLI.is_file() else ""),
    )
    rules = (beside / "nginx-server.conf").read_text(encoding="utf-8")
    (folder / "server.conf").write_text(rules.replace("/var/log/nginx/", f"{folder}/"))
    with nginx_with(settings, folder, port):
        yield Server("nginx", port, base)


@contextmanager
def nginx_with(settings: str, folder: Path, port: int) -> Iterator[None]:
    """Run nginx with settings of its own, which listen on ``port``; its files are in ``folder``."""
    file = folder / "nginx.conf"
    file.write_text(settings)
    command = [_program("nginx"), "-e", str(folder / "error.log"), "-c", str(file)]
    with run_server(command, port, folder / "said"):
        yield


@contextmanager
def apache(
    root: Path, beside: Path, base: str, without: tuple[str, ...] = (), more: str = ""
) -> Iterator[Server]:
    """Run Apache over the folder ``root``, in which the portal's ``.htaccess`` lies."""
    folder, port = _room(beside, "apache"), find_free_port()
    load = [
        f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so"
        for name in MODULES
        if name not in without
    ]
    settings = APACHE.format(
        folder=folder,
        root=root,
        host=HOST,
        port=port,
        load="\n".join(load),
        user="User www-data\nGroup www-data" if os.geteuid() == 0 else "",
    )
    if "deflate" in without or "filter" in without:
        settings = settings.replace("AddOutputFilterByType", "# AddOutputFilterByType")
    settings += more
    (folder / "mime.types").touch()
    file = folder / "apache.conf"
    file.write_text(settings)
    command = [_program("apache2"), "-DFOREGROUND", "-f", str(file)]
    with run_server(command, port, folder / "said"):
        yield Server("apache", port, base)


def _program(name: str) -> str:
    found = find_server(name, os.environ)
    assert found
    return found


def _room(beside: Path, name: str) -> Path:
    folder = beside.parent / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o755)
    return folder
