from django.urls import include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def direcciones():
    return [path("estudio/", include("estudio.urls"))]
