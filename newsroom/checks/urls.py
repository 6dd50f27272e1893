"""The addresses of findings."""

from django.urls import path

from newsroom.checks import views

urlpatterns = [
    path("sua/<path:name>/soat-loi", views.findings, name="findings"),
    path("sua/<path:name>/co-y", views.waive, name="waive"),
]
