"""The addresses of publishing."""

from django.urls import path

from newsroom.publishing import views

urlpatterns = [
    path("dang/", views.publications, name="publications"),
    path("dang/<int:number>/", views.publication, name="publication"),
    path("sua/<path:name>/dang", views.publish_text, name="publish_text"),
]
