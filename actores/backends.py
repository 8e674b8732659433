"""Who the accounts are checked by. django-axes stands before it (AUTHENTICATION_BACKENDS)."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from .segundo_factor import vale_lo_de_la_demostracion


class Cuentas(ModelBackend):
    """Django's, but the published key of the demonstration opens nothing outside of it."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if password == settings.CLAVE_DE_DEMOSTRACION and not vale_lo_de_la_demostracion():
            return None
        return super().authenticate(request, username=username, password=password, **kwargs)
