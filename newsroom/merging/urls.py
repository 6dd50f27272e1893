"""The address of merging."""

from django.urls import path

from newsroom.merging import views

urlpatterns = [path("sua/<path:name>/hop-nhat/", views.merge, name="merge")]
