"""The addresses for signing in."""

from django.urls import path

from newsroom.accounts import views

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dau-trang/", views.fresh_token, name="fresh_token"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
    path("vao/<str:token>/", views.enter_by_link, name="enter_by_link"),
    path("lien-ket-moi/", views.new_link, name="new_link"),
    path("ma-xac-thuc/", views.code, name="code"),
    path("ma-xac-thuc/cai-dat/", views.code_setup, name="code_setup"),
]
