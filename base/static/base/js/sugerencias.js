// Suggestions under the search, as an ARIA combobox. Without this the search is a plain form.

const ESPERA = 150; // milliseconds after the last letter

for (const campo of document.querySelectorAll("input[data-sugerencias]")) {
  const caja = document.createElement("span");
  caja.className = "sugerencias-caja";
  campo.replaceWith(caja);
  const lista = document.createElement("ul");
  lista.className = "sugerencias";
  lista.id = `${campo.id}-lista`;
  lista.hidden = true;
  lista.setAttribute("role", "listbox");
  lista.setAttribute("aria-label", campo.dataset.etiqueta);
  caja.append(campo, lista);
  campo.setAttribute("role", "combobox");
  campo.setAttribute("aria-expanded", "false");
  campo.setAttribute("aria-controls", lista.id);
  campo.setAttribute("aria-autocomplete", "list");
  campo.autocomplete = "off";

  let espera, pedido, elegida = -1;

  const cerrar = () => {
    clearTimeout(espera);
    lista.hidden = true;
    elegida = -1;
    campo.setAttribute("aria-expanded", "false");
    campo.removeAttribute("aria-activedescendant");
  };

  const marcar = (numero) => {
    const opciones = [...lista.children];
    elegida = (numero + opciones.length + 1) % (opciones.length + 1);
    // One place more than options: the field itself, with what was typed.
    opciones.forEach((opcion, lugar) => opcion.setAttribute("aria-selected", String(lugar === elegida)));
    const opcion = opciones[elegida];
    if (opcion) {
      campo.setAttribute("aria-activedescendant", opcion.id);
      opcion.scrollIntoView({ block: "nearest" });
    } else campo.removeAttribute("aria-activedescendant");
  };

  const mostrar = ({ titulos, terminos }) => {
    lista.replaceChildren(
      ...[...titulos, ...terminos].map((una, lugar) => {
        const opcion = document.createElement("li");
        opcion.id = `${lista.id}-${lugar}`;
        opcion.className = "sugerencias__una";
        opcion.dataset.url = una.url;
        opcion.setAttribute("role", "option");
        opcion.setAttribute("aria-selected", "false");
        const texto = document.createElement("span");
        texto.textContent = una.texto;
        opcion.append(texto);
        if (una.de) {
          const de = document.createElement("span");
          de.className = "sugerencias__de";
          de.textContent = `${una.de} (${una.total})`;
          opcion.append(" ", de);
        }
        return opcion;
      }),
    );
    elegida = -1;
    lista.hidden = !lista.children.length;
    campo.setAttribute("aria-expanded", String(!lista.hidden));
    campo.removeAttribute("aria-activedescendant");
  };

  const pedir = async () => {
    pedido?.abort();
    if (campo.value.trim().length < 2) return cerrar();
    pedido = new AbortController();
    try {
      const url = `${campo.dataset.sugerencias}?q=${encodeURIComponent(campo.value)}`;
      const respuesta = await fetch(url, { signal: pedido.signal });
      if (respuesta.ok && document.activeElement === campo) mostrar(await respuesta.json());
    } catch { /* the search itself is still there */ }
  };

  campo.addEventListener("input", () => {
    clearTimeout(espera);
    espera = setTimeout(pedir, ESPERA);
  });
  campo.addEventListener("keydown", (evento) => {
    if (evento.key === "Escape" && !lista.hidden) {
      evento.preventDefault();
      cerrar();
    } else if (evento.key === "ArrowDown" || evento.key === "ArrowUp") {
      if (lista.hidden) return;
      evento.preventDefault();
      const paso = evento.key === "ArrowDown" ? 1 : -1;
      marcar(elegida < 0 && paso < 0 ? lista.children.length - 1 : elegida + paso);
    } else if (evento.key === "Enter" && lista.children[elegida] && !lista.hidden) {
      evento.preventDefault();
      location.assign(lista.children[elegida].dataset.url);
    }
  });
  campo.addEventListener("blur", () => setTimeout(cerrar, 150));
  lista.addEventListener("mousedown", (evento) => evento.preventDefault());
  lista.addEventListener("click", (evento) => {
    const opcion = evento.target.closest("[role=option]");
    if (opcion) location.assign(opcion.dataset.url);
  });
}
