"""Django's classes with their model named, which only the type checker understands."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from service.comments.models import BlockedWord, Comment, Decision, Erasure
from service.inbox.models import Letter, Step

if TYPE_CHECKING:
    from django.db.models.options import Options

    CommentBase = admin.ModelAdmin[Comment]
    ErasureBase = admin.ModelAdmin[Erasure]
    DecisionBase = admin.ModelAdmin[Decision]
    LetterBase = admin.ModelAdmin[Letter]
    StepBase = admin.ModelAdmin[Step]
    BlockedWordBase = admin.ModelAdmin[BlockedWord]
    BlockedWordFormBase = forms.ModelForm[BlockedWord]
    UserBase = UserAdmin[User]
    NewPasswordBase = AdminPasswordChangeForm[User]
    RoleField = forms.ModelMultipleChoiceField[Group]
    NewUserBase = UserCreationForm[User]
else:
    CommentBase = ErasureBase = DecisionBase = BlockedWordBase = admin.ModelAdmin
    LetterBase = StepBase = admin.ModelAdmin
    BlockedWordFormBase, UserBase, NewUserBase = forms.ModelForm, UserAdmin, UserCreationForm
    NewPasswordBase, RoleField = AdminPasswordChangeForm, forms.ModelMultipleChoiceField


class Titled:
    """Lists are headed by what they list, and say nothing of choosing."""

    opts: "Options[Any]"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Return the list. Raises SuspiciousOperation for an invalid year or number."""
        context = {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        try:
            # The next class is Django's.
            shown: HttpResponse = super().changelist_view(request, context)  # type: ignore[misc]
        except (OverflowError, ValueError) as error:
            if not (request.GET or request.POST):
                raise
            raise SuspiciousOperation(str(error)) from error
        return shown


class OnlyLooking(Titled):
    """Nothing is added, changed or deleted by Django's own forms."""

    list_display_links: Any = None
    sortable_by: Any = ()
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """Tell that nobody adds one."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """Tell that nobody changes one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """Tell that nobody deletes one."""
        return False
