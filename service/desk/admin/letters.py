"""The inbox: letters by their deadline, each with its own page on which it is taken on."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from service.comments.clean import strip_marks
from service.desk import answering
from service.desk.admin.kinds import LetterBase, OnlyLooking
from service.desk.admin.letter_filters import DeadlineFilter, KindFilter, StateFilter
from service.desk.links import make_site_address
from service.desk.numbers import format_time_left, format_workdays_left
from service.desk.site import desk
from service.guard import clock
from service.inbox import draft
from service.inbox.decide import AFTER, note_opened
from service.inbox.kinds import OPEN, LetterKind, LetterState
from service.inbox.models import Letter, Step

LIST = "admin:inbox_letter_changelist"
WAITS = When(state__in=OPEN, erased=None, then=Value(0))
WAYS = {
    "tiep-nhan": LetterState.ACCEPTED,
    "chuyen": LetterState.TRANSFERRED,
    "tra-loi": LetterState.ANSWERED,
    "khong-xu-ly": LetterState.REFUSED,
}


@admin.register(Letter, site=desk)
class LetterAdmin(OnlyLooking, LetterBase):
    """The list of letters: those that wait first, the next to be due at the top."""

    list_filter = (DeadlineFilter, StateFilter, KindFilter)
    search_fields = ("plain", "=id")
    search_help_text = "Tìm theo số, tên, liên hệ hoặc nội dung. Gõ không dấu cũng được."
    ordering = (
        Case(WAITS, default=Value(1)),
        Case(When(state__in=OPEN, erased=None, then="deadline")),
        "-changed",
    )
    list_display = ("listed",)
    list_per_page = 25
    actions = None
    change_list_template = "desk/queue.html"
    change_form_template = "desk/letter_page.html"
    fields = readonly_fields = ("whole", "steps")

    def has_take_permission(self, request: HttpRequest) -> bool:
        """Tell whether somebody may take letters on."""
        return request.user.has_perm("inbox.change_letter")

    def has_erase_permission(self, request: HttpRequest, letter: Letter) -> bool:
        """Tell whether somebody may erase a letter: as its writer wishes, or by their role."""
        asked = letter.erase_asked is not None or request.user.has_perm("inbox.delete_letter")
        return asked and self.has_take_permission(request)

    @admin.display(description="thư")
    def listed(self, letter: Letter) -> str:
        """Return the letter as the list has it."""
        return render_to_string("desk/letter.html", {**_build_shown(letter), "in_list": True})

    @admin.display(description="thư")
    def whole(self, letter: Letter) -> str:
        """Return the letter as it stands on its own page."""
        return render_to_string("desk/letter.html", _build_shown(letter))

    @admin.display(description="các bước")
    def steps(self, letter: Letter) -> str:
        """Return what was done with the letter."""
        found = Step.objects.filter(letter_number=letter.pk).order_by("-at", "-pk")
        return render_to_string("desk/steps.html", {"steps": found})

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Letter]", search_term: str
    ) -> "tuple[QuerySet[Letter], bool]":
        """Return the letters in which all words stand, with or without tones."""
        return super().get_search_results(request, queryset, strip_marks(search_term))

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses, those of what may be done with a letter among them."""
        own = self.admin_site.admin_view
        ways = [
            path(f"<int:number>/{name}/", own(partial(self._take, state=state)), name=state.value)
            for name, state in WAYS.items()
        ]
        return [
            *ways,
            path("<int:number>/xoa/", own(self._erase), name="erase_letter"),
            path("<int:number>/ban-nhap/", own(self._draft), name="letter_draft"),
            path("<int:number>/ban-nhap/index.md", own(self._file), name="letter_file"),
            *super().get_urls(),
        ]

    def _take(self, request: HttpRequest, number: int, *, state: LetterState) -> HttpResponse:
        if not self.has_take_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        answering.take_on(request, get_object_or_404(Letter, pk=number), state)
        return redirect(answering.make_letter_address(number))

    def _erase(self, request: HttpRequest, number: int) -> HttpResponse:
        letter = get_object_or_404(Letter, pk=number)
        if not self.has_erase_permission(request, letter):
            raise PermissionDenied
        if request.method == "POST" or letter.erased is not None:
            answering.erase_one(request, letter)
            return redirect(reverse(LIST))
        note_opened(letter, request.user.get_username())
        title = f"Xóa vĩnh viễn nội dung thư số {number}?"
        return self._page(request, letter, "desk/letter_erase.html", title)

    def _draft(self, request: HttpRequest, number: int) -> HttpResponse:
        letter = self._question(request, number)
        made = {"path": draft.make_path(*_place(letter)), "text": _format_text(letter)}
        return self._page(request, letter, "desk/letter_draft.html", "Bản thảo", **made)

    def _file(self, request: HttpRequest, number: int) -> HttpResponse:
        text = _format_text(self._question(request, number))
        answer = HttpResponse(text, content_type="text/markdown; charset=utf-8")
        answer.headers["Content-Disposition"] = 'attachment; filename="index.md"'
        return answer

    def _question(self, request: HttpRequest, number: int) -> Letter:
        """Return a question whose words are still there."""
        if not self.has_take_permission(request):
            raise PermissionDenied
        letter = get_object_or_404(Letter, pk=number, kind=LetterKind.QUESTION, erased=None)
        note_opened(letter, request.user.get_username())
        return letter

    def _page(
        self, request: HttpRequest, letter: Letter, template: str, title: str, **more: Any
    ) -> HttpResponse:
        context = {**desk.each_context(request), **_build_shown(letter), **more, "title": title}
        return TemplateResponse(request, template, {**context, "opts": self.opts})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Return the letter's page with what the user may do, and record that it was opened."""
        letter: Letter = context["original"]
        note_opened(letter, request.user.get_username())
        may = self.has_take_permission(request) and letter.erased is None
        own = {
            "title": f"Thư số {letter.pk}",
            "subtitle": None,
            "ways": {state.value for state in AFTER[letter.state]} if may else set(),
            "may_copy": may and letter.kind == LetterKind.QUESTION,
            "may_erase": letter.erased is None and self.has_erase_permission(request, letter),
        }
        return super().render_change_form(request, {**context, **own}, *args, **kwargs)


def _place(letter: Letter) -> tuple[Any, int]:
    return clock.convert_to_local(letter.at).date(), letter.pk


def _format_text(letter: Letter) -> str:
    return draft.write_text(letter.text, clock.convert_to_local(letter.at).date())


def _build_shown(letter: Letter) -> dict[str, Any]:
    today = clock.get_today()
    waits = letter.state in OPEN and letter.erased is None
    erasing = letter.erase_due if letter.erased is None else None
    return {
        "letter": letter,
        "url": make_site_address(letter.about) if letter.about else "",
        "answer": answering.make_link(letter.answer),
        "left": format_workdays_left(letter.deadline, today) if waits else "",
        "is_late": waits and letter.deadline < today,
        "erasing": format_time_left(erasing, today) if erasing else "",
    }
