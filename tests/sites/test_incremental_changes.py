"""After every kind of change, a build in place gives the very bytes of a build from nothing."""

from __future__ import annotations

import pytest

from tests.sites.build_site import article, read, stamps
from tests.sites.cases_changes import ALL, BASE, OLD, PAGE, body, unchanged
from tests.sites.cases_rare import FAULTS, RARE
from tests.sites.changing import PLAIN, Changing, differing
from tests.sites.many_articles import Change

EDIT = Change("body", body(OLD, "Thêm một câu."), (PAGE,))
LONG = pytest.mark.long
AT_ONCE = 7
"""How many changes one build takes in; --long makes each alone."""
BATCHES = [ALL[first : first + AT_ONCE] for first in range(0, len(ALL), AT_ONCE)]


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Changing:
    """A site of many articles that was built, to which one change after the other is made."""
    return Changing.begun(tmp_path_factory.mktemp("chain"), BASE)


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Changing:
    """A site of many articles that was built, and is as it was after each test."""
    return unchanged(tmp_path_factory.getbasetemp())


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
    assert {it.name: it.shows for it in changes if not set(it.shows) <= differ} == {}


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


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(fault, id=fault.name, marks=LONG if number % 2 else ())
        for number, fault in enumerate(FAULTS)
    ],
)
def test_a_fault_leaves_the_output_as_it_was(changing: Changing, fault: Change) -> None:
    """Faults are told as by a clean build, no file is touched then, nor by the mended build."""
    before = stamps(changing.output)
    with changing.changed(fault):
        changing.prove(code=1)
        assert stamps(changing.output) == before
    assert stamps(changing.output) == before


def test_what_was_edited_beside_a_fault_is_not_forgotten(changing: Changing) -> None:
    """An edit made before a build that fails is in the output as soon as the fault is mended."""
    wrong = "content/articles/sai.md"
    with changing.changed(EDIT):
        changing.site.write({wrong: article(category="khong-co")})
        changing.prove(code=1)
        changing.site.write({wrong: None})
        assert PAGE in differing(changing.prove(), changing.base)


def test_only_files_whose_bytes_change_get_a_new_time(changing: Changing) -> None:
    """Editing a body writes its page and what stands beside it, and touches nothing else."""
    before = stamps(changing.output)
    with changing.changed(EDIT):
        tree, after = changing.prove(), stamps(changing.output)
        written = {name for name in tree if after[name] != before.get(name)}
        assert PAGE in written
        assert written == set(differing(tree, changing.base)) & tree.keys()


def test_it_makes_no_difference_whether_it_is_on(changing: Changing) -> None:
    """With INCREMENTAL on and off, cold and in turn in one output, the bytes are the same."""
    changing.recover()
    for settings in (("INCREMENTAL=true",), PLAIN):
        built = changing.clean(settings)
        assert (built.code, differing(built.tree, changing.base)) == (0, [])
    built = changing.build(*PLAIN)
    assert (built.code, differing(built.tree, changing.base)) == (0, [])
    with changing.changed(EDIT):
        built = changing.build(*PLAIN)
        assert (built.code, PAGE in differing(built.tree, changing.base)) == (0, True)
        changing.prove()


def test_a_copy_builds_as_the_command_does(changing: Changing) -> None:
    """What these tests compare is what ``python -m pelican`` gives, warm and cold."""
    changing.recover()
    assert changing.site.build("-e", "SPECIMENS=false").tree == changing.base
    assert changing.build().lines[-1].startswith("Không có gì thay đổi;")
    with changing.changed(EDIT):
        built = changing.site.build("-e", "SPECIMENS=false")
        assert PAGE in differing(built.tree, changing.base)
        assert changing.prove() == built.tree
    cold = changing.site.build(output="cold")
    assert (cold.code, cold.errors, differing(cold.tree, changing.base)) == (0, (), [])
