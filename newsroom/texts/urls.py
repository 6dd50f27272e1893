"""The addresses of texts."""

from django.urls import path

from newsroom.texts import editing, listing, locks, moving, pictures

urlpatterns = [
    path("", listing.texts, name="texts"),
    path("khong-con/", listing.gone, name="gone"),
    path("moi/", listing.new_text, name="new_text"),
    path("sua/<path:name>/luu", editing.save, name="save"),
    path("sua/<path:name>/tu-luu", editing.keep_unsaved, name="keep_unsaved"),
    path("sua/<path:name>/bo-tu-luu", editing.discard_unsaved, name="discard_unsaved"),
    path("sua/<path:name>/tiep-quan", locks.take_over, name="take_over"),
    path("sua/<path:name>/doi-dia-chi/", moving.move, name="move"),
    path("sua/<path:name>/nhan-ban", moving.duplicate, name="duplicate"),
    path("sua/<path:name>/anh", pictures.upload, name="upload"),
    path("sua/<path:name>/tep/<str:file>", pictures.picture, name="picture"),
    path("sua/<path:name>/", editing.edit, name="edit"),
]
