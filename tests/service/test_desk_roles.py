"""Who may what: editors moderate, administrators also see the log and look after the staff."""

from __future__ import annotations

import pytest

from tests.service.letters import sent
from tests.service.running import Service
from tests.service.staff import (
    ADMINISTRATOR,
    EDITOR,
    PASSWORD,
    QUEUE,
    Staff,
    delete_users,
    make_user,
    manage,
)

pytest_plugins = ("tests.service.desk_fixtures",)
USERS = "auth/user/"
NEW = {
    "username": "minh",
    "password1": "mot-cau-kho-doan-7",
    "password2": "mot-cau-kho-doan-7",
    "last_name": "Lê Quang",
    "first_name": "Minh",
    "email": "",
}


def number(service: Service, name: str) -> int:
    """Return a user's number."""
    return service.database.number("SELECT id FROM auth_user WHERE username = %s", name)


def roles(service: Service, name: str) -> list[str]:
    """Return the names of a user's roles."""
    sql = (
        "SELECT g.name FROM auth_group g JOIN auth_user_groups m ON m.group_id = g.id "
        "JOIN auth_user u ON u.id = m.user_id WHERE u.username = %s ORDER BY g.name"
    )
    return [str(row[0]) for row in service.database.rows(sql, name)]


def role(service: Service, name: str) -> str:
    """Return a role's number, as its box sends it."""
    return str(service.database.number("SELECT id FROM auth_group WHERE name = %s", name))


def test_each_role_sees_its_own(editor: Staff, administrator: Staff) -> None:
    """The first page offers an editor five things, an administrator three more."""
    common, letters = ["Bình luận", "Yêu cầu xóa bình luận", "Từ bị chặn"], "Thư của người dân"
    log, users = "Nhật ký quyết định", "Người dùng"
    for staff, offered in (
        (editor, [*common, letters, "Số liệu"]),
        (administrator, [*common, log, letters, "Nhật ký xử lý thư", "Số liệu", users]),
    ):
        rows = staff.get().tree.xpath("//main//tr/th/a")
        assert [" ".join(row.text_content().split()) for row in rows] == offered


@pytest.mark.parametrize("role", ["bien-tap", "quan-tri", "hop-thu"])
def test_only_the_mailbox_reads_letters(service: Service, stranger: Staff, role: str) -> None:
    """Without the role nobody opens or answers a letter; who has it alone does just that."""
    sent(service)
    letter = service.database.number("SELECT max(id) FROM inbox_letter")
    make_user(service, "minh", role)
    has_mailbox = role == "hop-thu"
    try:
        first = stranger.log_in("minh")
        assert ("Thư của người dân" in first.words) == has_mailbox
        assert ("1 thư chưa trả lời" in first.words) == has_mailbox
        for path in ("", f"{letter}/change/", f"{letter}/ban-nhap/"):
            assert stranger.get(f"inbox/letter/{path}").status == (200 if has_mailbox else 403)
        ways = () if has_mailbox else ("tiep-nhan", "tra-loi", "xoa")
        for way in ways:
            assert stranger.post(f"inbox/letter/{letter}/{way}/").status == 403, way
        assert service.database.count("inbox_step") == int(has_mailbox)
        assert (stranger.get("inbox/step/").status == 200) == (role == "quan-tri")
        for path in (QUEUE, "so-lieu/"):
            assert stranger.get(path).status == (403 if has_mailbox else 200), path
    finally:
        delete_users(service, "minh")


def test_an_editor_reaches_nothing_else_by_its_address(service: Service, editor: Staff) -> None:
    """Addresses of the log and of users are refused, whatever is sent there."""
    user = f"{USERS}{number(service, ADMINISTRATOR)}/"
    paths = ("comments/decision/", "comments/decision/nhat-ky.csv", "inbox/step/", USERS)
    for path in (*paths, f"{USERS}add/", f"{user}change/", f"{user}password/", f"{user}history/"):
        assert editor.get(path).status == 403, path
        assert editor.post(path, NEW).status == 403, path
    assert number(service, "minh") == 0


def test_without_a_role_there_is_nothing_to_do(
    service: Service, administrator: Staff, stranger: Staff
) -> None:
    """Who has no role sees a sentence; with a role they work at once, until no longer active."""
    try:
        made = administrator.post(f"{USERS}add/", NEW)
        assert made.messages == ["Đã thêm người dùng “minh”. Có thể sửa tiếp ở dưới."]
        page = stranger.log_in("minh", NEW["password1"])
        assert "Tài khoản này chưa được giao việc nào. Xin hỏi quản trị viên." in page.words
        for path in (QUEUE, "comments/erasure/", "comments/blockedword/", "so-lieu/"):
            assert stranger.get(path).status == 403, path
        assert stranger.get("so-lieu/luot-truy-cap.csv").status == 403
        path = f"{USERS}{number(service, 'minh')}/change/"
        given = {"username": "minh", "groups": role(service, "Biên tập viên")}
        administrator.post(path, {**given, "is_active": "on"})
        assert roles(service, "minh") == ["Biên tập viên"]
        assert stranger.get(QUEUE).status == 200
        administrator.post(path, given)
        assert stranger.get(QUEUE).url.endswith("/login/?next=/quan-tri/comments/comment/")
        ended = administrator.get(USERS, **{"tinh-trang": "ngung"})
        assert ended.found(".field-username") == ["minh"]
    finally:
        delete_users(service, "minh")


def test_nobody_raises_a_user_above_the_roles(service: Service, administrator: Staff) -> None:
    """Fields of rights that the form does not have are not heeded."""
    extra = {"is_superuser": "on", "user_permissions": ["1", "2", "3"], "is_active": "on"}
    try:
        administrator.post(f"{USERS}add/", {**NEW, **extra})
        path = f"{USERS}{number(service, 'minh')}/change/"
        page = administrator.get(path)
        assert page.tree.xpath("//*[@name='is_superuser' or @name='user_permissions']") == []
        administrator.post(path, {"username": "minh", **extra})
        own = f"{USERS}{number(service, ADMINISTRATOR)}/change/"
        administrator.post(own, {"username": ADMINISTRATOR, **extra})
        rows = service.database.rows("SELECT username FROM auth_user WHERE is_superuser")
        assert rows == []
        assert service.database.count("auth_user_user_permissions") == 0
    finally:
        delete_users(service, "minh")


def test_one_administrator_always_stays(service: Service, administrator: Staff) -> None:
    """Administrators cannot take their own role or their own account away."""
    path = f"{USERS}{number(service, ADMINISTRATOR)}/change/"
    assert administrator.get(path).tree.xpath("//*[@name='is_active' or @name='groups']") == []
    administrator.post(path, {"username": ADMINISTRATOR})
    assert roles(service, ADMINISTRATOR) == ["Hộp thư", "Quản trị viên"]
    assert administrator.get(USERS).status == 200
    delete = path.replace("change", "delete")
    assert administrator.post(delete, {"post": "yes"}).status == 403
    other = f"{USERS}{number(service, EDITOR)}/delete/"
    assert administrator.post(other, {"post": "yes"}).status == 403


def test_a_superuser_is_not_changed_by_others(service: Service, administrator: Staff) -> None:
    """Whoever has the machine can make a superuser; administrators can only look at one."""
    make_user(service, "goc", "quan-tri")
    truth = "true" if service.database.url else "1"
    service.database.rows(f"UPDATE auth_user SET is_superuser = {truth} WHERE username = 'goc'")
    path = f"{USERS}{number(service, 'goc')}/"
    before = service.database.rows("SELECT * FROM auth_user WHERE username = 'goc'")
    try:
        assert administrator.get(f"{path}change/").status == 200
        assert administrator.post(f"{path}change/", {"username": "khac"}).status == 403
        assert administrator.post(f"{path}password/", NEW).status == 403
        assert service.database.rows("SELECT * FROM auth_user WHERE username = 'goc'") == before
    finally:
        delete_users(service, "goc")


def test_an_administrator_gives_a_new_password(
    service: Service, administrator: Staff, stranger: Staff
) -> None:
    """A forgotten password is replaced, and whoever was logged in with the old one is out."""
    make_user(service, "minh", "bien-tap")
    old = Staff(service.port)
    old.log_in("minh")
    path = f"{USERS}{number(service, 'minh')}/password/"
    new = {"password1": "mot-cau-kho-doan-8", "password2": "mot-cau-kho-doan-8"}
    try:
        assert administrator.post(path, new).messages == ["Đã đổi mật khẩu."]
        assert "/login/" in old.get(QUEUE).url
        assert "/login/" in stranger.log_in("minh", PASSWORD).url
        assert stranger.log_in("minh", new["password1"]).status == 200
    finally:
        delete_users(service, "minh")


def test_a_migration_puts_the_roles_right(service: Service) -> None:
    """The roles have their permissions again after each migrate, no more and no fewer."""
    sql = (
        "SELECT g.name, p.codename FROM auth_group g "
        "JOIN auth_group_permissions m ON m.group_id = g.id "
        "JOIN auth_permission p ON p.id = m.permission_id ORDER BY g.name, p.codename"
    )
    right = service.database.rows(sql)
    assert ("Biên tập viên", "view_decision") not in right
    assert ("Quản trị viên", "view_decision") in right
    service.database.rows(
        "UPDATE auth_group_permissions SET permission_id = "
        "(SELECT id FROM auth_permission WHERE codename = 'delete_session') "
        "WHERE id = (SELECT min(id) FROM auth_group_permissions)"
    )
    assert service.database.rows(sql) != right
    manage(service, "migrate", "-v", "0")
    assert service.database.rows(sql) == right
