"""The addresses of findings."""

from django.urls import path

from newsroom.checks import overview, views

urlpatterns = [
    path("soat-loi/", overview.proofreading, name="proofreading"),
    path("soat-loi/quy-tac/", overview.rules, name="rules"),
    path("soat-loi/quy-tac/<str:name>/", overview.rule, name="rule"),
    path("sua/<path:name>/soat-loi", views.findings, name="findings"),
    path("sua/<path:name>/co-y", views.waive, name="waive"),
]
