from tests import fabrica as f
import time

def test_todo(focal, asesora, moderadora, comunicaciones, entrar, client):
    t=time.time()
    h = f.publicada(focal, asesora, moderadora)
    print("publicada", time.time()-t); t=time.time()
    assert h.live
    e = f.publicada_en_ingles(h, comunicaciones, moderadora)
    print("ingles", time.time()-t); t=time.time()
    assert e.live
    print(client.get(e.url).status_code, time.time()-t); t=time.time()
    n = entrar(focal)
    r = f.crear_por_formulario(n)
    print(r.status_code, r.get("Location"), time.time()-t); t=time.time()
    if r.status_code==200: print(r.context["form"].errors, [ (k,v.errors, v.non_form_errors()) for k,v in r.context["form"].formsets.items()])
    r = f.crear_por_formulario(n, "action-submit", title="Otra", slug="otra")
    print(r.status_code, r.get("Location"), time.time()-t); t=time.time()
    if r.status_code==200: print(r.context["form"].errors, [ (k,v.errors, v.non_form_errors()) for k,v in r.context["form"].formsets.items()])
    fd = f.formulario_de(n, f.PracticaPage.objects.get(title="Ciclovía de los domingos"))
    print(time.time()-t); t=time.time()
    print({k:v for k,v in fd.items()})
