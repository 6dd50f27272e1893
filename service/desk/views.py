"""The page of figures, and the visits as a table to keep."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from service.desk import chart
from service.desk.figures import compute_figures as gather
from service.desk.figures import list_visits_by_day
from service.desk.tables import write_table
from service.guard import clock


def may_see(request: HttpRequest) -> bool:
    """Tell whether somebody may see the figures."""
    return request.user.has_perm("visits.view_day")


def figures(request: HttpRequest, desk: AdminSite) -> HttpResponse:
    """Return the page of figures. Raises PermissionDenied."""
    if not may_see(request):
        raise PermissionDenied
    context = {
        **desk.each_context(request),
        "title": "Số liệu",
        "figures": gather(),
        "chart": {"width": chart.WIDTH, "height": chart.HEIGHT, "bar": chart.BAR},
        "fewest": settings.ENVIRONMENT.fewest_votes,
    }
    return TemplateResponse(request, "desk/figures.html", context)


def visits(request: HttpRequest) -> HttpResponse:
    """Return the visits of every day as a table. Raises PermissionDenied."""
    if not may_see(request):
        raise PermissionDenied
    rows = [(day.isoformat(), n) for day, n in list_visits_by_day(None, clock.get_today())]
    return write_table("luot-truy-cap.csv", ("Ngày", "Lượt truy cập"), rows)
