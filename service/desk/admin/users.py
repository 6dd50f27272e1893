"""The staff: administrators add them and give them a role, and can give nobody more than that."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db.models import ManyToManyField, QuerySet
from django.forms import BooleanField, CheckboxSelectMultiple
from django.http import HttpRequest

from service.desk import codes
from service.desk.admin.filters import ActiveFilter
from service.desk.admin.kinds import NewPasswordBase, NewUserBase, RoleField, Titled, UserBase
from service.desk.roles import PERMISSIONS
from service.desk.site import desk


class NewUserForm(NewUserBase):
    """A new user: name, password twice, and the role."""


class NewPasswordForm(NewPasswordBase):
    """The form for a user's new password, and for removing a lost authenticator app."""

    forget_code = BooleanField(
        label="Bỏ mã xác thực",
        required=False,
        help_text="Đánh dấu khi người này mất điện thoại và mất cả mã dự phòng.",
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields.pop("usable_password", None)
        for name in ("password1", "password2"):
            self.fields[name].required = True

    def save(self, commit: bool = True) -> User:
        """Save the password, and remove the app if asked to."""
        if self.cleaned_data["forget_code"]:
            codes.remove_devices(self.user)
        return super().save(commit)


@admin.register(User, site=desk)
class StaffAdmin(Titled, UserBase):
    """The list of users; nobody changes a superuser or their own role."""

    add_form = NewUserForm
    add_form_template = None
    change_password_form = NewPasswordForm
    change_user_password_template = "desk/password.html"
    list_display = ("username", "last_name", "first_name", "roles", "state", "last_login")
    list_filter = (ActiveFilter, "groups")
    search_fields = ("username", "first_name", "last_name", "email")
    show_facets = admin.ShowFacets.NEVER
    actions = None
    filter_horizontal = ()
    readonly_fields = ("state", "roles", "last_login", "date_joined")
    _about = ("last_name", "first_name", "email")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Họ tên", {"fields": _about}),
        ("Vai trò", {"fields": ("is_active", "groups")}),
        ("Ngày tháng", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2")}),
        ("Họ tên", {"fields": _about}),
        ("Vai trò", {"fields": ("groups",)}),
    )

    @admin.display(description="vai trò")
    def roles(self, user: User) -> str:
        """Return the names of the roles."""
        return ", ".join(sorted(role.name for role in user.groups.all())) or "chưa có"

    @admin.display(description="tình trạng", ordering="is_active")
    def state(self, user: User) -> str:
        """Return in words what Django shows by a picture with an English name."""
        return "Đang dùng" if user.is_active else "Đã ngừng"

    def get_queryset(self, request: HttpRequest) -> "QuerySet[User]":
        """Return the users with their roles."""
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Tell whether somebody may change a user: a superuser only another one."""
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not is_above

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:  # noqa: ARG002
        """Tell that nobody is deleted: a user who left is no longer active, and the log holds."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Return the fields: one's own role is only shown, so that one administrator stays."""
        if obj is not None and obj.pk == request.user.pk:
            own = ("Vai trò", {"fields": ("state", "roles")})
            return (*self.fieldsets[:2], own, *self.fieldsets[3:])
        return super().get_fieldsets(request, obj)

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **named: Any
    ) -> RoleField | None:
        """Return the form field of the roles."""
        named["queryset"] = Group.objects.filter(name__in=PERMISSIONS).order_by("name")
        named["widget"] = CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, **named)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Save a user; a new one may enter the desk."""
        obj.is_staff = obj.is_staff or not change
        super().save_model(request, obj, form, change)
