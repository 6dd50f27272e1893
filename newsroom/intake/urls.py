"""The addresses that take files."""

from django.urls import path

from newsroom.intake import views

urlpatterns = [
    path("tha-vao-day/", views.drop, name="drop"),
    path("sua/<path:name>/la-van-ban", views.as_document, name="as_document"),
    path("sua/<path:name>/chen-tep", views.insert, name="insert"),
    path("sua/<path:name>/phong-cu", views.old_fonts, name="old_fonts"),
]
