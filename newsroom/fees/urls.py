"""The addresses of the table of fees."""

from django.urls import path

from newsroom.fees import views

urlpatterns = [
    path("nhuan-but/", views.fees, name="fees"),
    path("nhuan-but/nhuan-but-<str:period>.<str:ending>", views.download, name="fees_file"),
]
