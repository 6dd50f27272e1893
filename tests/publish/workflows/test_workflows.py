"""The ready workflows: right in form, sparing with rights, never two publications at once."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sites.build_site import ROOT

FOLDER = ROOT / "deploy" / "workflows"
ACTIONS = ("github.yaml", "forgejo.yaml")
SECRETS = {
    *("PORTAL_SSH_KEY", "PORTAL_KNOWN_HOSTS", "PORTAL_SIGNING_KEY_TEXT"),
    *("PORTAL_SIGNING_PASSWORD", "PORTAL_RCLONE_CONF", "LIVE_TOKEN"),
}


def read(name: str) -> dict[Any, Any]:
    """Return a workflow; YAML 1.1 reads the key ``on`` as true."""
    found = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", ACTIONS)
def test_a_workflow_is_sparing_with_rights(name: str) -> None:
    """The token may read; one step has the secrets; nothing from outside becomes a command."""
    found = read(name)
    starts, jobs = found[True], found["jobs"]
    assert set(starts) == {"push", "pull_request", "schedule", "workflow_dispatch"}
    assert starts["push"] == {"branches": ["main"]}
    assert found["permissions"] == {"contents": "read"}
    for job in jobs.values():
        assert "permissions" not in job
        assert not [step for step in job["steps"] if "${{" in step.get("run", "")]
        for step in job["steps"]:
            if str(step.get("uses", "")).startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
    assert jobs["publish"]["environment"] == "public"
    *others, last = jobs["publish"]["steps"]
    assert set(re.findall(r"secrets\.(\w+)", json.dumps(last))) == SECRETS
    assert "secrets." not in json.dumps([others, jobs["test"], jobs["changed"]])


@pytest.mark.parametrize("name", ACTIONS)
def test_publications_wait_for_each_other(name: str) -> None:
    """One at a time and none is broken off; who waited takes the newest commit."""
    job = read(name)["jobs"]["publish"]
    assert job["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    assert job["steps"][0]["with"]["ref"] == "main"
    assert job["steps"][0]["with"]["fetch-depth"] == 0
    kept = " ".join(step["with"]["path"] for step in job["steps"] if "path" in step.get("with", {}))
    assert {"output-public", ".output-public.state", "~/.cache/pip", "~/.npm"} <= set(kept.split())


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("push", "refs/heads/main", "success", "success"), True),
        (("push", "refs/heads/main", "success", "skipped"), True),
        (("push", "refs/heads/main", "success", "failure"), False),
        (("push", "refs/heads/main", "failure", "skipped"), False),
        (("schedule", "refs/heads/main", "skipped", "skipped"), True),
        (("workflow_dispatch", "refs/heads/main", "success", "success"), True),
        (("workflow_dispatch", "refs/heads/other", "success", "success"), False),
        (("pull_request", "refs/pull/1/merge", "success", "success"), False),
    ],
)
def test_when_it_is_published(name: str, given: tuple[str, str, str, str], expected: bool) -> None:
    """After the tests where code has changed, at once where content has, never for a request."""
    words = str(read(name)["jobs"]["publish"]["if"])
    keys = ("github.event_name", "github.ref", "needs.changed.result", "needs.test.result")
    values = dict(zip(keys, given, strict=True))
    for key, value in values.items():
        words = words.replace(key, repr(value))
    words = words.replace("!cancelled()", "True").replace("&&", " and ").replace("||", " or ")
    assert re.fullmatch(r"[\w\s'/().=!-]+", words)
    assert eval(words, {"__builtins__": {}}) is expected  # noqa: S307 RUF100 - the file's own words


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "code"), [("content/articles/x.md", "false"), ("plugins/x.py", "true")]
)
def test_a_change_of_content_alone_is_known(tmp_path: Path, name: str, code: str) -> None:
    """The very step of the workflow, in a repository; an unknown commit before is code."""
    (step,) = [item for item in read("github.yaml")["jobs"]["changed"]["steps"] if "run" in item]

    def git(*words: str) -> str:
        who = ("-c", "user.name=An", "-c", "user.email=an@thu.example")
        done = subprocess.run(
            ["git", *who, *words], cwd=tmp_path, check=True, capture_output=True, encoding="utf-8"
        )
        return done.stdout.strip()

    git("init", "-q", "-b", "main")
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "một")
    before = git("rev-parse", "HEAD")
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("x", encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "hai")
    said = {}
    for given in (before, "", "0" * 40):
        told = tmp_path / "told"
        told.unlink(missing_ok=True)
        env = {"PATH": os.environ["PATH"], "BEFORE": given, "GITHUB_OUTPUT": str(told)}
        command = ["bash", "-e", "-c", step["run"]]
        subprocess.run(command, cwd=tmp_path, env=env, check=True, capture_output=True)
        said[given] = told.read_text(encoding="utf-8").strip()
    assert said == {before: f"code={code}", "": "code=true", "0" * 40: "code=true"}


def test_gitlab_does_the_same() -> None:
    """Two jobs; the publication alone has an environment, waits its turn, keeps its state."""
    found = read("gitlab-ci.yml")
    job = found["publish"]
    assert (job["resource_group"], job["environment"]) == ("publish", "public")
    assert job["interruptible"] is False
    assert job["needs"] == [{"job": "test", "optional": True}]
    assert found["variables"]["GIT_DEPTH"] == "0"
    kept = {path for cache in job["cache"] for path in cache["paths"]}
    assert {"output-public", ".output-public.state", ".cache/pip", ".cache/npm"} <= kept
    due = [rule for rule in job["rules"] if rule.get("variables") == {"DUE": "--due"}]
    assert len(due) == 1
    assert "schedule" in due[0]["if"]
    assert all("$CI_DEFAULT_BRANCH" in rule["if"] for rule in job["rules"])
    patterns = [item for rule in found["test"]["rules"] for item in rule.get("changes", ())]
    assert patterns
    assert not [pattern for pattern in patterns if pattern.startswith(("content", "**"))]


def test_every_folder_of_code_is_tested_at_gitlab() -> None:
    """A new folder at the root is content, or is named in the rules."""
    patterns = read("gitlab-ci.yml")["test"]["rules"][2]["changes"]
    named = set(re.findall(r"[\w.]+", patterns[1].partition("}")[0]))
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    ).stdout.split("\0")
    folders = {name.partition("/")[0] for name in listed if "/" in name}
    assert folders <= named | {"content"}


FAKE = """\
import json, os, stat, sys
from pathlib import Path
names = ("PORTAL_SIGNING_KEY", "RCLONE_CONFIG", "PORTAL_SSH", "GIT_SSH_COMMAND", "SSH_AUTH_SOCK")
files = {it: os.environ.get(it, "") for it in names}
texts = {}
for name in names[:2]:
    path = Path(files[name]) if files[name] else None
    if path:
        texts[name] = [path.read_text(), oct(path.stat().st_mode & 0o777)]
secret = sorted(it for it in os.environ if it in sys.argv[3].split(","))
told = {"words": sys.argv[4:], "files": files, "texts": texts, "secret": secret}
Path(sys.argv[1]).write_text(json.dumps(told))
raise SystemExit(int(sys.argv[2]))
"""


def publish(tmp_path: Path, code: int, *words: str, **env: str) -> tuple[int, dict[str, Any], str]:
    """Run publish.sh with a stand-in for Python; return its code, what it saw, what was said."""
    names = ",".join(("PORTAL_SSH_KEY", "PORTAL_SIGNING_KEY_TEXT", "PORTAL_RCLONE_CONF"))
    told, fake, python = tmp_path / "told.json", tmp_path / "fake.py", tmp_path / "python"
    fake.write_text(FAKE, encoding="utf-8")
    real = shutil.which("python3")
    python.write_text(f'#!/bin/sh\nexec {real} {fake} {told} {code} {names} "$@"\n', "utf-8")
    python.chmod(0o755)
    (tmp_path / "tmp").mkdir(exist_ok=True)
    fixed = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TMPDIR": str(tmp_path / "tmp")}
    done = subprocess.run(
        ["bash", str(FOLDER / "publish.sh"), *words],
        env={**fixed, "PORTAL_PYTHON": str(python), **env},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    seen = json.loads(told.read_text(encoding="utf-8")) if told.is_file() else {}
    return done.returncode, seen, done.stderr


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("ssh-agent"), reason="máy này không có OpenSSH")
def test_keys_are_there_while_it_runs_and_gone_after(tmp_path: Path) -> None:
    """As texts or as files; nobody else may read them, no program gets them by its environment."""
    key = tmp_path / "ssh"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    code, seen, said = publish(
        tmp_path,
        3,
        "--due",
        PORTAL_PUBLISH_TO="an@may:/thu/muc",
        PORTAL_SSH_KEY=key.read_text(encoding="utf-8").replace("\n", "\r\n"),
        PORTAL_KNOWN_HOSTS="may ssh-ed25519 AAAA",
        PORTAL_SIGNING_KEY_TEXT="untrusted comment: khóa\nAAAA",
        PORTAL_RCLONE_CONF=str(tmp_path / "fake.py"),
    )
    assert code == 3, said
    assert seen["words"] == ["tasks.py", "publish", "--due"]
    assert seen["texts"]["PORTAL_SIGNING_KEY"] == ["untrusted comment: khóa\nAAAA\n", "0o600"]
    assert seen["texts"]["RCLONE_CONFIG"] == [FAKE, "0o600"]
    assert "StrictHostKeyChecking=yes" in seen["files"]["PORTAL_SSH"]
    assert seen["files"]["PORTAL_SSH"] == seen["files"]["GIT_SSH_COMMAND"]
    assert seen["files"]["SSH_AUTH_SOCK"]
    assert seen["secret"] == []
    assert not Path(seen["files"]["PORTAL_SIGNING_KEY"]).exists()
    assert not Path(seen["files"]["SSH_AUTH_SOCK"]).exists()
    assert not list((tmp_path / "tmp").glob("tmp.*"))


def test_without_keys_it_publishes_to_a_folder(tmp_path: Path) -> None:
    """Nothing is set that was not given, an empty secret is none; without a target it says so."""
    code, seen, said = publish(tmp_path, 0)
    assert (code, seen, "PORTAL_PUBLISH_TO" in said) == (1, {}, True)
    code, seen, said = publish(tmp_path, 0, PORTAL_PUBLISH_TO="/www", PORTAL_SSH_KEY="")
    assert (code, said) == (0, "")
    assert not any(seen["files"].values())
