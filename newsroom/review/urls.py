"""The addresses of review."""

from django.urls import path

from newsroom.review import views

urlpatterns = [
    path("duyet-bai/", views.waiting, name="waiting"),
    path("duyet-bai/<path:name>/", views.review, name="review"),
    path("sua/<path:name>/ban-xem-truoc", views.preview_file, name="preview_file"),
    path("sua/<path:name>/xem-truoc", views.preview_page, name="preview_page"),
    path("sua/<path:name>/gui-duyet", views.send, name="send"),
]
