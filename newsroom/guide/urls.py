"""The address of the guide."""

from django.urls import path

from newsroom.guide import views

urlpatterns = [path("huong-dan/", views.guide, name="guide")]
