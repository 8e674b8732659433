"""Django alone: the same bare view with no middleware and no database, as low as the floor goes."""

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import path


def desnuda(request, bytes_):
    return HttpResponse(b"x" * bytes_)


if not settings.configured:
    settings.configure(ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY="-", MIDDLEWARE=[])  # noqa: S106
    application = WSGIHandler()  # not for who takes the addresses only: the site's own is still being made then

urlpatterns = [path("desnuda/<int:bytes_>/", desnuda)]
