"""A refusal of the aval is a sentence for the person who tried, at whatever door they tried it."""

from django.contrib.messages.storage import default_storage
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin import messages

from .errores import ErrorDeAval


class MensajesDeAval:
    """Turns an ``ErrorDeAval`` that a view did not answer itself into its message, back where one was."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, ErrorDeAval):
            return None
        if "application/json" in request.headers.get("Accept", "") or request.path.startswith(
            reverse("wagtailadmin_api:pages:listing")
        ):
            return JsonResponse({"detail": str(exception)}, status=403)
        # What a view had already said of its success is not true any more.
        request._messages = default_storage(request)
        messages.error(request, str(exception))
        origen = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(origen, {request.get_host()}, request.is_secure()):
            origen = reverse("wagtailadmin_home")
        return redirect(origen)
