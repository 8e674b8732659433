from tests import fabrica as f
from tests.puertas import direcciones
from django.contrib.messages import get_messages
from tests.actores.test_otra_entidad import ajenas
def test_x(ajenas, focal, entrar):
    n = entrar(focal); n.raise_request_exception=False
    for k,p in ajenas.items():
        for nombre,url in direcciones(p):
            for m in ("get","post"):
                r = getattr(n,m)(url)
                try: ms=[str(x) for x in r.wsgi_request._messages]
                except Exception as e: ms=[]
                if any("Xilo" in x for x in ms): print(k, m, nombre, r.status_code, ms)
