"""Whether the application of this container answers: status 0, or an error that says why (HEALTHCHECK of the image).

It asks as nginx does, by one of the names of the site: any other is refused. ``vivo.py PORT``, if it is not 8001.
"""

import os
import sys
from urllib.request import Request, urlopen

nombre = os.environ["ALLOWED_HOSTS"].split(",")[0].strip().lstrip(".")
puerto = sys.argv[1] if len(sys.argv) > 1 else "8001"
urlopen(Request(f"http://127.0.0.1:{puerto}/salud/vivo/", headers={"Host": nombre}), timeout=5)  # ours
