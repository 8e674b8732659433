from . import wagtail_hooks_iniciativas  # noqa: F401  # registers when it is imported
