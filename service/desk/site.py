"""The desk: Django's admin, with what the staff need and nothing else."""

from django.contrib.admin import AdminSite


class Desk(AdminSite):
    """The staff's site."""

    site_title = "Quản trị"
    site_header = "Quản trị cổng thông tin"
    index_title = "Việc cần làm"
    site_url = None


desk = Desk()
