"""The addresses of the service."""

from django.urls import path

from service.comments.views import comments, mine_door
from service.config.health import healthz
from service.desk.site import desk
from service.export.views import export
from service.guard.challenge import captcha
from service.inbox.views import letters
from service.inbox.views import mine_door as my_letter
from service.ratings.views import ratings
from service.visits.views import hit, stats

handler400 = "service.desk.refused.wrong_request"
handler403 = "service.desk.refused.forbidden"
handler404 = "service.desk.refused.no_address"
handler500 = "service.desk.refused.failed"
urlpatterns = [
    path("v1/hit", hit),
    path("v1/stats", stats),
    path("v1/captcha", captcha),
    path("v1/ratings", ratings),
    path("v1/comments", comments),
    path("v1/mine", mine_door),
    path("v1/letters", letters),
    path("v1/letters/mine", my_letter),
    path("v1/export", export),
    path("healthz", healthz),
    path("quan-tri/", desk.urls),
]
