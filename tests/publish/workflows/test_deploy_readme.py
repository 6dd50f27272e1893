"""deploy/README.md, followed line by line from an empty Debian to a public page."""

from __future__ import annotations

import os
import re
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publish.workflows import roots
from tests.publish.workflows.roots import Machine
from tests.sites.build_site import GOOD, TOWN, article, write
from town_portal.core.system.places import ROOT

README = ROOT / "deploy" / "README.md"
WEB, PORTAL, NEWSROOM = "web.example.vn", "portal.example.vn", "soan-tin.example.vn"
BUILDER, SERVER = "building machine", "web server"
BLOCK = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
PORT = 2222
OWN = {
    "PORT=22 ": f"PORT={PORT} ",
    "https://git.example.vn/town-portal.git": "/standin/source",
}
"""What somebody who follows has of their own; other names of the README are the test's too."""
FETCHING = ("apt-get ", "portal setup")
STANDIN = Path(__file__).with_name("standin_systemctl.py")
CERTBOT = """\
#!/bin/sh
# Stand-in for certbot: tries the challenge, and gives a certificate of the test's authority.
set -e
[ "$1 $2 $3 $5 $7" = "certonly --webroot -w -d --deploy-hook" ]
mkdir -p "$4/.well-known/acme-challenge" "/etc/letsencrypt/live/$6"
echo it-is-us > "$4/.well-known/acme-challenge/try"
python3 -c "import sys, urllib.request as u; print(u.urlopen(sys.argv[1]).read())" \\
  "http://$6/.well-known/acme-challenge/try" | grep -q it-is-us
cp "/standin/$6.crt" "/etc/letsencrypt/live/$6/fullchain.pem"
cp "/standin/$6.key" "/etc/letsencrypt/live/$6/privkey.pem"
"""
ARTICLE = "content/articles/2020/2020-12-14-tot/index.md"
FIELDS = {"title": "Bài tốt", "date": "2020-12-14"}
PASSWORD = "mat-khau-thu-nghiem-2026\n"
"""For `make_user`, which asks at the terminal, and takes it from its input where told so."""


def blocks() -> list[tuple[str, str]]:
    """Return the blocks of commands that are followed, each with its machine."""
    found = []
    for text in BLOCK.findall(README.read_text("utf-8")):
        where = re.match(rf"# on the ({BUILDER}|{SERVER})\b", text)
        if where:
            found.append((where[1], text))
    return found


def commands(text: str) -> Iterator[str]:
    """Yield what is typed at once: a line, or the lines that a shell reads as one."""
    typed = ""
    for line in text.splitlines(keepends=True):
        if not typed and (not line.strip() or line.startswith("#")):
            continue
        typed += line
        tried = subprocess.run(
            ["bash", "-n"], input=typed, capture_output=True, text=True, check=False
        )
        if not (tried.returncode or tried.stderr or line.endswith("\\\n")):
            yield typed
            typed = ""
    assert not typed, typed


def test_each_block_names_its_machine() -> None:
    """Only those that belong to a third machine, or are no commands, are not followed."""
    all_blocks = BLOCK.findall(README.read_text("utf-8"))
    others = [text for text in all_blocks if text not in [item for _, item in blocks()]]
    signing = (
        "# once, on the signing machine; then copy minisign.pub, and only that, to content/data/ "
        "of the building machine"
    )
    assert [text.partition("\n")[0] for text in others] == [signing]
    assert len(blocks()) == len(all_blocks) - 1 > 8
    assert "sudo" not in "".join(text for _, text in blocks())


def make_source(folder: Path) -> bytes:
    """Return this project with a small site as its content, as a Git bundle."""
    words = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    names = subprocess.run(words, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    for name in names.split("\0"):
        if name and not name.startswith(("content/", "tests/")) and (ROOT / name).is_file():
            write(folder, {name: (ROOT / name).read_bytes()})
            (folder / name).chmod((ROOT / name).stat().st_mode)
    town = TOWN.replace("https://thu-nghiem.example", f"https://{PORTAL}")
    write(folder, {**GOOD, "content/data/town.yaml": town, ARTICLE: article(**FIELDS)})
    git = ["git", "-c", "user.name=An", "-c", "user.email=an@thu.example", "-C", str(folder)]
    for more in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "đầu"]):
        subprocess.run([*git, *more], check=True)
    subprocess.run([*git, "bundle", "create", "-q", "../source", "HEAD", "main"], check=True)
    return folder.with_name("source").read_bytes()


def make_certificates(folder: Path) -> dict[str, bytes]:
    """Return an authority and a key with certificate for each name, by file name."""
    folder.mkdir()
    new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "60"]
    ca = ["-CA", "ca.crt", "-CAkey", "ca.key"]
    names = [["-subj", "/CN=Thu nghiem", "-keyout", "ca.key", "-out", "ca.crt"]]
    for name in (PORTAL, NEWSROOM):
        files = ["-keyout", f"{name}.key", "-out", f"{name}.crt"]
        about = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
        names.append([*ca, *about, "-addext", "basicConstraints=critical,CA:FALSE", *files])
    for words in names:
        subprocess.run([*new, *words], cwd=folder, check=True, capture_output=True)
    return {item.name: item.read_bytes() for item in folder.iterdir()}


@pytest.fixture
def both(tmp_path: Path) -> Iterator[dict[str, Machine]]:
    """Both machines, empty but for what stands in for the world outside."""
    reason = roots.lacking()
    if reason:
        pytest.skip(reason)
    outside = {
        f"/standin/{name}": item for name, item in make_certificates(tmp_path / "ca").items()
    }
    outside["/standin/source"] = make_source(tmp_path / "project")
    bundle = Path(ssl.get_default_verify_paths().cafile or "/etc/ssl/certs/ca-certificates.crt")
    outside["/standin/bundle.crt"] = bundle.read_bytes() if bundle.is_file() else b""
    hosts = {BUILDER: [NEWSROOM], SERVER: [WEB, PORTAL]}
    with roots.machines(tmp_path, hosts) as found:
        for made in found.values():
            for path, data in outside.items():
                made.write(path, data)
            made.write("/usr/local/bin/systemctl", STANDIN.read_bytes(), 0o755)
            made.write("/usr/local/bin/certbot", CERTBOT, 0o755)
        yield found


def follow(made: Machine, line: str, key: str) -> str:
    """Type a line of the README, with what else a real machine does; return what it prints."""
    for old, new in OWN.items():
        line = line.replace(old, new)
    line = re.sub(r"^KEY='[^']*'", f"KEY='{key}'", line)
    if line.startswith(FETCHING):
        printed = made.fetch(f"cd /opt/town-portal 2> /dev/null; {line}")
        if " install " in line:
            after_install(made, line)
        return printed
    if line.startswith("manage make_user"):
        line = f"{line.strip()} --password-stdin < /standin/password\n"
    return made.type(line)


def after_install(made: Machine, line: str) -> None:
    """Do what Debian's packages do where systemd runs: start the servers."""
    if "openssh-server" in line:
        made.write("/etc/ssh/sshd_config.d/port.conf", f"Port {PORT}\n")
        made.type("mkdir -p /run/sshd")
    servers = {"openssh-server": "ssh", "nginx-light": "nginx"}
    for service in [item for package, item in servers.items() if package in line]:
        made.type(f"systemctl start {service}")
    if "ca-certificates" in line:
        made.type("cp /standin/ca.crt /usr/local/share/ca-certificates/ && update-ca-certificates")


@pytest.mark.long
def test_from_an_empty_debian_to_a_public_page(both: dict[str, Machine]) -> None:
    """Each line succeeds as it stands, and then the portal is public and looked after.

    Real: Debian's packages by apt, pip and npm, users, Git, OpenSSH at another port than 22, rsync,
    nginx with TLS, the units' programs by their users with their settings. Stand-ins: systemctl
    (standin_systemctl.py, without sandboxes and clock), certbot with its authority, the project's
    host (a bundle), DNS (/etc/hosts), the content (a small site), somebody who types a password.
    """
    key = ""
    both[BUILDER].write("/standin/password", PASSWORD)
    for where, text in blocks():
        for line in commands(text):
            printed = follow(both[where], line, key)
            if line.startswith("cat /var/lib/town-portal/.ssh/id_ed25519.pub"):
                key = printed.strip()
    builder, server = both[BUILDER], both[SERVER]
    curl = "curl -sS -o /dev/null -w '%{http_code} %{redirect_url}'"
    page = builder.type(f"curl -sSf https://{PORTAL}/2020/12/14/tot/")
    assert "<h1" in page
    assert "Bài tốt" in page
    assert builder.type(f"{curl} http://{PORTAL}/x").strip() == f"301 https://{PORTAL}/x"
    assert builder.type(f"{curl} https://{PORTAL}/khong-co/").strip() == "404"
    headers = builder.type(f"curl -sSI https://{PORTAL}/").lower()
    assert "content-security-policy:" in headers
    look_at_the_machines(builder, server)
    look_at_the_newsroom(builder)


def look_at_the_machines(builder: Machine, server: Machine) -> None:
    """Keys are their users' alone, no timer has failed, and the server's user gets no terminal."""
    asked = builder.read("/run/systemctl.log")
    assert "enable --now publish-due.timer watch-site.timer" in asked
    units = "/etc/systemd/system/*.service /etc/systemd/system/*.timer"
    verified = builder.type(f"systemd-analyze verify --man=no {units} 2>&1; true")
    ours = r"(portal|publish|watch|compare|newsroom)[\w@-]*\.(service|timer):"
    assert not re.search(ours, verified), verified
    left = builder.type("ls /var/lib/town-portal-status").split()
    assert [item for item in left if not item.endswith(".done")] == []
    assert {"publish-due.service.done", "town-portal-setup.service.done"} <= {*left}
    for path in ("/var/lib/town-portal/minisign.key", "/var/lib/town-portal/.ssh/id_ed25519"):
        assert builder.type(f"stat -c '%U %a' {path}").split() == ["town-portal", "600"]
    assert builder.type("git -c safe.directory='*' status --short").split() == [
        "??",
        "content/data/minisign.pub",
    ]
    assert server.type("getent shadow portal-upload").split(":")[1].strip() in ("!", "*", "!*")
    assert server.type("nginx -t").count("warn") == 0


def look_at_the_newsroom(builder: Machine) -> None:
    """Who asks at its name is led to the sign-in page; its worker runs."""
    asked = f"curl -sS -o /dev/null -w '%{{http_code}}' https://{NEWSROOM}/soan-tin/dang-nhap/"
    roots.until(lambda: builder.type(asked).strip() == "200")
    running = "stat -c %U $(grep -l db_worker /proc/[0-9]*/cmdline) 2> /dev/null; true"
    assert "town-portal" in builder.type(running).split()  # grep itself is root's


@pytest.mark.skipif(os.name == "nt", reason="không phải Windows")
def test_the_wrapper_is_one_that_every_shell_reads() -> None:
    """POSIX, so that dash runs it."""
    assert (
        subprocess.run(["sh", "-n", str(ROOT / "deploy" / "portal")], check=False).returncode == 0
    )
