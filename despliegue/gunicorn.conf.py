"""gunicorn: threads, so that a page that takes long does not keep the others, nor ``/salud/``, waiting.

``WEB_CONCURRENCY`` processes of ``GUNICORN_HILOS`` threads each; every thread may hold a connection to the database.
"""

import os

bind = "127.0.0.1:8001"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", 3))
threads = int(os.environ.get("GUNICORN_HILOS", 8))
timeout = 60  # seconds without a sign of life of a process, before it is ended
graceful_timeout = 30  # seconds for what was begun, when it is told to end
keepalive = 75  # seconds; longer than nginx keeps its own (60), so that it never writes to one that is closing
max_requests, max_requests_jitter = 5000, 500  # the memory of a large export goes back
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108  # a heartbeat on a busy disk is late
control_socket_disable = True  # it would be opened in the home of the service, which has none
forwarded_allow_ips = "127.0.0.1,::1"
# The application writes a line for each request (base/logs.py): here, only its own life.
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"renglon": {"()": "base.logs.Renglon", "json_ensure_ascii": False}},
    "handlers": {
        "salida": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "renglon"},
    },
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["salida"], "propagate": False},
        "gunicorn.access": {"level": "WARNING", "handlers": ["salida"], "propagate": False},
    },
    "root": {"level": "WARNING", "handlers": ["salida"]},
}
