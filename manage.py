#!/usr/bin/env python
"""Django's command line, with the development settings unless the environment says otherwise.

Where the service of production is installed it says nothing by default: a command that lacks its variables (a line of
cron, a shell of another person) would work on another database, and nobody would see it.
"""

import os
import sys

if __name__ == "__main__":
    variables = os.environ.get("BANCO_ENV", "/etc/banco.env")
    if "DJANGO_SETTINGS_MODULE" not in os.environ and os.path.exists(variables):
        sys.exit(
            f"This is a production machine ({variables}) and its variables are not set. Load them first:\n"
            f"  set -a; . {variables}; set +a"
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sitio.settings.desarrollo")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
