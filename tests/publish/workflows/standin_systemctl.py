#!/usr/bin/python3
"""Stand-in for systemctl in a root where no systemd runs.

It starts at once what a unit says: what the unit wants first, then its programs in their order, by
its user, with its environment and credentials. It makes no sandbox. A timer that is enabled runs
its service once. What was asked is noted in /run/systemctl.log.
"""

from __future__ import annotations

import grp
import os
import pwd
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

UNITS, ENABLED, LOG = (
    Path("/etc/systemd/system"),
    Path("/run/systemctl.enabled"),
    Path("/run/systemctl.log"),
)
DEBIAN = {"ssh": ["/usr/sbin/sshd"], "nginx": ["/usr/sbin/nginx"]}
"""Services of Debian's packages, by the program that each starts."""
Settings = dict[str, list[str]]


def file_of(name: str) -> Path:
    """Return the file of a unit, also of one made from a template."""
    return UNITS / re.sub(r"@.*(?=\.)", "@", name)


def settings(name: str) -> Settings:
    """Return what a unit and its drop-ins set; an empty value takes back what stood before."""
    found: Settings = {}
    for file in (file_of(name), *sorted((UNITS / f"{name}.d").glob("*.conf"))):
        for key, value in re.findall(r"^(\w+)=(.*)$", file.read_text("utf-8"), re.MULTILINE):
            instance = name.partition("@")[2].removesuffix(".service")
            text = value.replace("%n", name).replace("%i", instance)
            found[key] = [*found.get(key, []), text] if value else []
    return found


def environment(name: str, unit: Settings, user: pwd.struct_passwd) -> dict[str, str]:
    """Return the environment of a unit's programs."""
    env = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
    env |= {"HOME": user.pw_dir, "USER": user.pw_name}
    for words in unit.get("Environment", []):
        env |= dict(word.split("=", 1) for word in shlex.split(words))
    for file in unit.get("EnvironmentFile", []):
        if file.startswith("-") and not Path(file[1:]).exists():
            continue
        lines = Path(file.lstrip("-")).read_text("utf-8").splitlines()
        env |= dict(line.split("=", 1) for line in lines if "=" in line and line[0] not in "#;")
    if unit.get("LoadCredential"):
        folder = Path("/run/credentials", name)
        make_folder(folder, user, 0o700)
        for credential in unit["LoadCredential"]:
            ident, _, source = credential.partition(":")
            shutil.copy(source, folder / ident)
            os.chown(folder / ident, user.pw_uid, -1)
        env["CREDENTIALS_DIRECTORY"] = str(folder)
    return env


def make_folder(folder: Path, user: pwd.struct_passwd, mode: int = 0o755) -> None:
    """Make a folder that belongs to a user."""
    folder.mkdir(parents=True, exist_ok=True, mode=mode)
    os.chown(folder, user.pw_uid, user.pw_gid)


def start(name: str) -> int:
    """Run what a unit says and return its exit code; one that fails starts its OnFailure."""
    unit = settings(name)
    if any(start(need) for need in " ".join(unit.get("Requires", [])).split()):
        return 1
    for wish in filter(
        lambda item: file_of(item).exists(), " ".join(unit.get("Wants", [])).split()
    ):
        start(wish)
    user = pwd.getpwnam(unit.get("User", ["root"])[-1])
    for parent, key in (("/var/cache", "CacheDirectory"), ("/var/lib", "StateDirectory")):
        for folder in unit.get(key, []):
            make_folder(Path(parent, folder), user)
    env = environment(name, unit, user)
    keys = ("ExecStartPre", "ExecStart", "ExecStartPost")
    for key, line in [(name, line) for name in keys for line in unit.get(name, [])]:
        code = run(line, key == "ExecStart", unit, user, env)
        if code:
            print(f"{name}: {line}: {code}", file=sys.stderr)
            return fail(unit, code)
    return 0


def fail(unit: Settings, code: int) -> int:
    """Start what a unit wants started when it fails, and return its exit code."""
    for other in unit.get("OnFailure", []):
        start(other)
    return code


def run(
    line: str, is_main: bool, unit: Settings, user: pwd.struct_passwd, env: dict[str, str]
) -> int:
    """Run one line of a unit; a service that stays is left running."""
    signs, rest = re.fullmatch(r"([-+@:!]*)(.*)", line).groups()  # type: ignore[union-attr]
    who = pwd.getpwuid(0) if "+" in signs else user
    wanted = [
        grp.getgrnam(item).gr_gid for item in " ".join(unit.get("SupplementaryGroups", [])).split()
    ]
    words = [
        re.sub(r"\$\{(\w+)\}", lambda item: env.get(item[1], ""), item)
        for item in shlex.split(rest)
    ]
    stays = is_main and unit.get("Type", ["simple"])[-1] != "oneshot"
    with Path("/var/log", "units.log").open("ab") as log:
        child = subprocess.Popen(
            words,
            cwd=unit.get("WorkingDirectory", ["/"])[-1],
            env=env,
            user=who.pw_uid,
            group=who.pw_gid,
            extra_groups=[*os.getgrouplist(who.pw_name, who.pw_gid), *wanted],
            umask=int(unit.get("UMask", ["0022"])[-1], 8),
            stdin=subprocess.DEVNULL,
            stdout=log if stays else None,
            stderr=log if stays else None,
            start_new_session=True,
        )
    code = 0 if stays else child.wait()
    return 0 if "-" in signs else code


def show(names: list[str]) -> int:
    """Print of each unit what `systemctl show` prints of it, as far as it is asked here."""
    enabled = ENABLED.read_text().split() if ENABLED.exists() else []
    for name in names:
        is_there = file_of(name).exists()
        print(f"Id={name}\nLoadState={'loaded' if is_there else 'not-found'}")
        print(f"ActiveState={'active' if name in enabled else 'inactive'}\nResult=success")
        print(
            f"Environment={' '.join(settings(name).get('Environment', [])) if is_there else ''}\n"
        )
    return 0


def main(verb: str, words: list[str]) -> int:
    """Do what a call asks for and return its exit code."""
    names = [word for word in words if not word.startswith("-")]
    if verb == "show":
        return show(names)
    with LOG.open("a") as log:
        print(verb, *words, file=log)
    if verb == "daemon-reload":
        return 0
    if verb == "reload":
        code = max(subprocess.call([*DEBIAN[name], "-s", "reload"]) for name in names)
        time.sleep(2)  # nginx goes on in the background; whoever types the next line is slower
        return code
    with ENABLED.open("a") as enabled:
        print(*names, file=enabled)
    codes = []
    for name in names:
        if name in DEBIAN:
            codes.append(subprocess.call(DEBIAN[name]))
        else:
            full = name if "." in name else f"{name}.service"
            file_of(full).read_text("utf-8")  # a timer is there itself, too
            codes.append(start(full.replace(".timer", ".service")))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
