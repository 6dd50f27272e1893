"""The addresses of earlier versions and of the trash."""

from django.urls import path

from newsroom.history import views

urlpatterns = [
    path("kho-git/", views.git_repository, name="git_repository"),
    path("thung-rac/", views.trash_list, name="trash"),
    path("sua/<path:name>/lich-su/", views.history, name="history"),
    path("sua/<path:name>/lich-su/<int:number>/", views.version, name="version"),
    path("sua/<path:name>/xoa", views.throw_away, name="throw_away"),
]
