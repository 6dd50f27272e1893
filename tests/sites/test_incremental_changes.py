"""After every kind of change, a build in place gives the very bytes of a build from nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites.build_site import article, read, stamps
from tests.sites.cases_changes import ALL, BASE, BATCHES, OLD, PAGE, body
from tests.sites.cases_rare import FAULTS, RARE
from tests.sites.changing import PLAIN, Changing, differing
from tests.sites.many_articles import Change

EDIT = Change("body", body(OLD, "Thêm một câu."), (PAGE,))
LONG = pytest.mark.long
WRONG = "content/articles/sai.md"
TEXT_FAULTS = (*FAULTS[:6], Change("beside", {WRONG: article(category="khong-co")}))


@pytest.fixture(scope="module")
def chain(many_articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Changing:
    """A site of many articles that was built, to which one change after the other is made."""
    return Changing.copied(many_articles, tmp_path_factory.mktemp("chain") / "site", BASE)


@pytest.mark.parametrize(
    "changes", BATCHES, ids=lambda changes: "+".join(change.name for change in changes)
)
def test_changes_give_the_bytes_of_a_clean_build(
    chain: Changing, changes: tuple[Change, ...]
) -> None:
    """Made after those before, each change shows, nothing else does, no equal file is touched."""
    chain.recover()
    before = read(chain.output)
    for change in changes:
        chain.apply(change)
    differ = set(differing(chain.prove(), before))
    assert {
        change.name: change.shows for change in changes if not set(change.shows) <= differ
    } == {}


def test_all_changes_taken_back_at_once_leave_nothing(chain: Changing) -> None:
    """Put back as it was before all changes, the site has the bytes that it had then."""
    chain.recover()
    chain.revert()
    chain.settle()


@LONG
@pytest.mark.parametrize(
    "change", [pytest.param(change, id=change.name) for change in (*ALL, *RARE)]
)
def test_a_change_alone_and_taken_back(changing: Changing, change: Change) -> None:
    """The change shows, and so does its undoing."""
    with changing.changed(change):
        assert set(change.shows) <= set(differing(changing.prove(), changing.base))


@LONG
@pytest.mark.parametrize("fault", [pytest.param(fault, id=fault.name) for fault in FAULTS])
def test_a_fault_alone_leaves_the_output_as_it_was(changing: Changing, fault: Change) -> None:
    """Faults are told as by a clean build, no file is touched then, nor by the mended build."""
    before = stamps(changing.output)
    with changing.changed(fault):
        changing.prove(code=1)
        assert stamps(changing.output) == before
    assert stamps(changing.output) == before


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param(TEXT_FAULTS, id="texts"),
        pytest.param(FAULTS[6:7], id="template", marks=LONG),
        pytest.param(FAULTS[7:], id="plugin", marks=LONG),
    ],
)
def test_what_was_edited_beside_faults_is_not_forgotten(
    changing: Changing, faults: tuple[Change, ...]
) -> None:
    """Faults are told as by a clean build and touch no file; mended, the edit is in the output."""
    before = stamps(changing.output)
    with changing.changed(EDIT):
        for fault in faults:
            changing.apply(fault)
        changing.prove(code=1)
        assert stamps(changing.output) == before
        changing.revert()
        changing.apply(EDIT)
        assert PAGE in differing(changing.prove(), changing.base)


def test_the_command_gives_the_same(changing: Changing) -> None:
    """``python -m pelican`` in a process of its own gives what a copy of a process gives."""
    changing.recover()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(changing.site.env, "PYTHONHASHSEED", "7")  # no copy of a process has it
        cold = changing.site.build(output="cold")
    assert (cold.code, cold.errors, differing(cold.tree, changing.base)) == (0, (), [])


@LONG
def test_on_and_off_in_one_output_gives_the_same(changing: Changing) -> None:
    """Builds in turn with INCREMENTAL off and on; test_incremental_pelican.py has a small site."""
    changing.recover()
    built = changing.build(*PLAIN)
    assert (built.code, differing(built.tree, changing.base)) == (0, [])
    with changing.changed(EDIT):
        built = changing.build(*PLAIN)
        assert (built.code, PAGE in differing(built.tree, changing.base)) == (0, True)
        changing.prove()
