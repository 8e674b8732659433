"""What this room has in the admin: each part registers its own when it is imported."""

from . import wagtail_hooks_diagnostico, wagtail_hooks_informe, wagtail_hooks_iniciativas  # noqa: F401
