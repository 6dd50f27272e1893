"""Fresh Debian roots, each a machine with a network of its own, in which commands can be typed.

A root is an overlay above what debootstrap made. Its processes have a mount, a process and a
network namespace that end with the test; two machines reach each other and nobody else. Only a
command that fetches packages runs in this machine's network.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from town_portal.core.system.lock_file import hold_lock
from town_portal.core.system.places import ROOT

BASE = ROOT / ".cache" / "debian"
"""What debootstrap made, for the next run: a root in which nobody has typed anything."""
FETCHED = ROOT / ".cache" / "debian-fetched"
"""What apt, pip and npm have fetched, so that the next run fetches what is new."""
CACHES = {"PIP_CACHE_DIR": "/standin/cache/pip", "npm_config_cache": "/standin/cache/npm"}
MIRROR = "http://deb.debian.org/debian"
PROGRAMS = ("debootstrap", "unshare", "nsenter", "chroot", "ip", "mount", "openssl", "git")
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
HOLD = """\
set -e
mount -t overlay overlay -o 'lowerdir={base},upperdir={upper},workdir={work}' '{root}'
mkdir -p '{root}/standin/cache'
mount --bind '{fetched}/apt' '{root}/var/cache/apt/archives'
mount --bind '{fetched}' '{root}/standin/cache'
mount -t proc proc '{root}/proc'
mount --rbind /dev '{root}/dev'
ip link set lo up
echo ready
exec sleep infinity
"""
LOOP = """\
while IFS= read -r -d '' typed <&%d; do
  eval "$typed" < /dev/null
  printf '\\n@@@ %%d\\n' $?
done
"""
HOST = ("PIP_INDEX_URL", "npm_config_registry", "http_proxy", "https_proxy", "no_proxy")
BUNDLES = ("SSL_CERT_FILE", "PIP_CERT", "NODE_EXTRA_CA_CERTS")
"""Variables by which this machine reaches its package hosts; the second name certificates."""


def lacking() -> str:
    """Return why no root can be made on this machine; empty where it can."""
    if platform.system() != "Linux" or os.geteuid() != 0:
        return "chỉ chạy trên Linux, bằng root"
    missing = [item for item in PROGRAMS if shutil.which(item) is None]
    return f"máy này không có {', '.join(missing)}" if missing else ""


def make_base() -> Path:
    """Return a Debian with the minimum, systemd and procps, as each installation has, made once."""
    with hold_lock(BASE.parent / "debian.lock"):
        if not BASE.exists():
            new = BASE.with_suffix(".new")
            shutil.rmtree(new, ignore_errors=True)
            cache = FETCHED / "apt"
            cache.mkdir(parents=True, exist_ok=True)
            command = ["debootstrap", "--variant=minbase", "--include=systemd,procps"]
            command += [f"--cache-dir={cache}", "bookworm", str(new), MIRROR]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            new.rename(BASE)
    return BASE


@dataclass
class Machine:
    """A root with a shell of its administrator; variables and functions stay from line to line."""

    folder: Path
    holder: subprocess.Popen[str]
    shell: subprocess.Popen[bytes] = field(init=False)
    channel: int = field(init=False)
    said: list[str] = field(default_factory=list)
    """Each line that was typed, with what it printed."""

    def __post_init__(self) -> None:
        end, self.channel = os.pipe()
        self.shell = subprocess.Popen(
            [*self.enter(), "bash", "-c", LOOP % end],
            env=self.environment({}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=(end,),
        )
        os.close(end)

    @property
    def root(self) -> Path:
        """The root, as seen by the processes in it alone."""
        return self.folder / "root"

    @property
    def pid(self) -> int:
        """The first process of its namespaces."""
        children = Path(f"/proc/{self.holder.pid}/task/{self.holder.pid}/children")
        return int(children.read_text().split()[0])

    def enter(self, network: bool = True) -> list[str]:
        """Return the words that lead into the root."""
        spaces = ["--mount", "--pid", *(["--net"] if network else [])]
        return ["nsenter", "--target", str(self.pid), *spaces, "chroot", str(self.root)]

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        """Return the environment of somebody who has become root."""
        return {"PATH": PATH, "HOME": "/root", "LANG": "C.UTF-8", **more}

    def write(self, path: str, data: str | bytes, mode: int = 0o644) -> None:
        """Put a file into the root."""
        text = data.encode() if isinstance(data, str) else data
        words = [
            "sh",
            "-c",
            f'mkdir -p "$(dirname {path})" && cat > {path} && chmod {mode:o} {path}',
        ]
        subprocess.run([*self.enter(), *words], input=text, check=True)

    def read(self, path: str) -> str:
        """Return a file of the root; raises CalledProcessError where it is missing."""
        done = subprocess.run([*self.enter(), "cat", path], check=True, capture_output=True)
        return done.stdout.decode()

    def type(self, line: str) -> str:
        """Type a line into the shell and return what it printed; it must succeed."""
        os.write(self.channel, line.encode() + b"\0")
        printed = ""
        for part in map(bytes.decode, self.shell.stdout or ()):
            if part.startswith("@@@ "):
                return self._judge(line, printed, part.removeprefix("@@@ ").strip())
            printed += part
        return self._judge(line, printed, "the shell has ended")

    def fetch(self, line: str) -> str:
        """Run a line that fetches packages in this machine's network; it must succeed."""
        names = {item: os.environ[item] for item in HOST if item in os.environ}
        names |= {item: "/standin/bundle.crt" for item in BUNDLES if item in os.environ}
        env = self.environment({**names, **CACHES, "DEBIAN_FRONTEND": "noninteractive"})
        command = [*self.enter(network=False), "bash", "-c", line]
        done = subprocess.run(
            command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        return self._judge(line, done.stdout + done.stderr, str(done.returncode))

    def _judge(self, line: str, printed: str, code: str) -> str:
        self.said.append(f"{self.folder.name}# {line}\n{printed}")
        assert code == "0", "\n".join(self.said[-3:])
        return printed


@contextmanager
def machine(folder: Path) -> Iterator[Machine]:
    """Have a machine in the block; all its processes end with it."""
    for name in ("upper", "work", "root"):
        (folder / name).mkdir(parents=True)
    places = {name: folder / name for name in ("upper", "work", "root")}
    for name in ("apt/partial", "pip", "npm"):
        (FETCHED / name).mkdir(parents=True, exist_ok=True)
    # Whoever runs pip and npm there has another number each time.
    subprocess.run(["chmod", "-R", "a+rwX", str(FETCHED)], check=True)
    script = HOLD.format(base=make_base(), fetched=FETCHED, **places)
    words = ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", "sh", "-c", script]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "ready\n"
            made = Machine(folder, holder)
            yield made
        finally:
            holder.kill()


@contextmanager
def machines(folder: Path, hosts: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Machine]]:
    """Have machines with these host names, joined in pairs by a cable."""
    first, second = hosts
    with ExitStack() as stack:
        found = {name: stack.enter_context(machine(folder / name)) for name in hosts}
        cable = ["ip", "link", "add", "cable", "netns", str(found[first].pid), "type", "veth"]
        peer = ["peer", "name", "cable", "netns", str(found[second].pid)]
        subprocess.run([*cable, *peer], check=True)
        lines = ["127.0.0.1 localhost"]
        for number, (name, names) in enumerate(hosts.items(), 1):
            enter = ["nsenter", "--target", str(found[name].pid), "--net", "ip"]
            subprocess.run(
                [*enter, "addr", "add", f"10.99.0.{number}/24", "dev", "cable"], check=True
            )
            subprocess.run([*enter, "link", "set", "cable", "up"], check=True)
            lines.append(f"10.99.0.{number} {' '.join(names)}")
        for made in found.values():
            made.write("/etc/hosts", "\n".join(lines) + "\n")
            made.write("/etc/resolv.conf", Path("/etc/resolv.conf").read_bytes())
            made.write("/usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", 0o755)
        yield found


def until(is_so: object, seconds: float = 60) -> None:
    """Wait until something is so."""
    assert callable(is_so)
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)
