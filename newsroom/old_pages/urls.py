"""The address that takes saved pages."""

from django.urls import path

from newsroom.old_pages import views

urlpatterns = [path("trang-cu/", views.old_pages, name="old_pages")]
