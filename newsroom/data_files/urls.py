"""The addresses of the data files."""

from django.urls import path

from newsroom.data_files import views

urlpatterns = [
    path("du-lieu/", views.data_files, name="data_files"),
    path("du-lieu/<slug:name>/", views.data_form, name="data_form"),
    path("du-lieu/<slug:name>/lich-su/", views.data_history, name="data_history"),
    path("du-lieu/<slug:name>/lich-su/<int:number>/", views.data_version, name="data_version"),
]
