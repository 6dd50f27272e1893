"""The addresses of the newsroom."""

from django.urls import include, path

from newsroom.accounts import urls as accounts
from newsroom.texts import urls as texts

handler400 = "newsroom.config.refusals.bad_request"
handler403 = "newsroom.config.refusals.forbidden"
handler404 = "newsroom.config.refusals.not_found"
handler500 = "newsroom.config.refusals.failed"
urlpatterns = [
    path("soan-tin/", include(texts)),
    path("soan-tin/", include(accounts)),
]
