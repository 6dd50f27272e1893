"""The addresses of the newsroom."""

from django.urls import include, path

from newsroom.accounts import urls as accounts
from newsroom.checks import urls as checks
from newsroom.data_files import urls as data_files
from newsroom.fees import urls as fees
from newsroom.guide import urls as guide
from newsroom.history import urls as history
from newsroom.intake import urls as intake
from newsroom.merging import urls as merging
from newsroom.old_pages import urls as old_pages
from newsroom.publishing import urls as publishing
from newsroom.review import urls as review
from newsroom.texts import urls as texts

handler400 = "newsroom.config.refusals.bad_request"
handler403 = "newsroom.config.refusals.forbidden"
handler404 = "newsroom.config.refusals.not_found"
handler500 = "newsroom.config.refusals.failed"
urlpatterns = [
    path("soan-tin/", include(accounts)),
    path("soan-tin/", include(history)),
    path("soan-tin/", include(intake)),
    path("soan-tin/", include(merging)),
    path("soan-tin/", include(checks)),
    path("soan-tin/", include(data_files)),
    path("soan-tin/", include(review)),
    path("soan-tin/", include(fees)),
    path("soan-tin/", include(old_pages)),
    path("soan-tin/", include(guide)),
    path("soan-tin/", include(publishing)),
    path("soan-tin/", include(texts)),  # the last: an address below ``sua/`` may be a text's path
]
