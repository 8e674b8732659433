"""Content Security Policy: strict in public; the admin of Wagtail needs inline code, so it has a looser one."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.urls import reverse

POLITICA_DEL_ADMIN = {
    "default-src": [SELF],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "object-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}


class PoliticaDeContenido(CSPMiddleware):
    """django-csp, with the admin under its own policy: Wagtail 8 offers no nonce for its inline code."""

    def get_policy_parts(self, request, response, report_only=False):
        if not report_only and request.path_info.startswith(reverse("wagtailadmin_home")):
            return PolicyParts(config=POLITICA_DEL_ADMIN)
        return super().get_policy_parts(request, response, report_only)
