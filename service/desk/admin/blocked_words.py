"""Words that keep a comment from being approved together with others."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from service.comments.clean import clean_line, fold_text
from service.comments.models import BlockedWord
from service.desk.admin.kinds import BlockedWordBase, BlockedWordFormBase, Titled
from service.desk.site import desk

MOST_LINES = 500


class BlockedWordForm(BlockedWordFormBase):
    """A word or phrase, compared as comments are: small and large letters alike, no punctuation."""

    class Meta:
        """Word and note, by hand or pasted."""

        model = BlockedWord
        fields = ("word", "note")

    def clean_word(self) -> str:
        """Return the word in one line. Raises ValidationError where it could never be found."""
        word = clean_line(self.cleaned_data["word"])
        if not fold_text(word):
            raise ValidationError("Xin ghi ít nhất một chữ cái hoặc chữ số.")
        others = BlockedWord.objects.exclude(pk=self.instance.pk).values_list("word", flat=True)
        same = next((other for other in others if fold_text(other) == fold_text(word)), None)
        if same is not None:
            raise ValidationError(f"Đã có từ “{same}”, được coi là như nhau.")
        return word


@admin.register(BlockedWord, site=desk)
class BlockedWordAdmin(Titled, BlockedWordBase):
    """The list of words, and the form of one."""

    form = BlockedWordForm
    fields = list_display = search_fields = ("word", "note")
    ordering = ("word",)
    list_per_page = 100
    change_list_template = "desk/words_list.html"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses, that of the form for many words among them."""
        many = self.admin_site.admin_view(self._many)
        return [path("nhieu/", many, name="many_words"), *super().get_urls()]

    def _many(self, request: HttpRequest) -> HttpResponse:
        """Return the form for many words, one a line; posted, add those that are new and right."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            context = {**desk.each_context(request), "title": "Thêm nhiều từ", "opts": self.opts}
            return TemplateResponse(request, "desk/many_words.html", context)
        lines = list(filter(str.strip, request.POST.get("words", "").splitlines()))
        wrong = [text for text in lines[:MOST_LINES] if not self._added(request, text)]
        wrong += lines[MOST_LINES:]
        messages.success(request, f"Đã thêm {len(lines) - len(wrong)} từ.")
        if wrong:
            shown = "; ".join(clean_line(text)[:40] for text in wrong[:10])
            more = "; …" if len(wrong) > 10 else ""
            messages.warning(
                request, f"{len(wrong)} dòng không thêm (đã có, hoặc sai): {shown}{more}"
            )
        return redirect(reverse("admin:comments_blockedword_changelist"))

    def _added(self, request: HttpRequest, text: str) -> bool:
        word, _, note = text.partition(";")
        form = BlockedWordForm({"word": word, "note": clean_line(note)})
        if not form.is_valid():
            return False
        self.log_addition(request, form.save(), [{"added": {}}])
        return True
