// A selection of practices kept in this browser and nowhere else. Its address is what is shared.

const LUGAR = "banco-seleccion";

const leer = () => {
  try {
    const guardadas = JSON.parse(localStorage.getItem(LUGAR));
    return Array.isArray(guardadas) ? guardadas.filter((una) => /^[\w-]{1,64}$/.test(una)).slice(0, 20) : [];
  } catch { return []; }
};

const escribir = (claves) => {
  try { localStorage.setItem(LUGAR, JSON.stringify(claves)); } catch { /* a browser that keeps nothing */ }
};

const consulta = (claves) => new URLSearchParams(claves.map((clave) => ["p", clave])).toString();

const pintar = () => {
  const claves = leer();
  for (const enlace of document.querySelectorAll("[data-seleccion]")) {
    enlace.hidden = !claves.length;
    const a = enlace.querySelector("a");
    a.search = consulta(claves);
    enlace.querySelector("[data-cuantas]").textContent = claves.length;
  }
  for (const boton of document.querySelectorAll("[data-guardar]")) {
    const dentro = claves.includes(boton.dataset.guardar);
    const texto = boton.querySelector("span");
    boton.dataset.guardarla ??= texto.textContent;
    // What it will do is its name, which changes: a state beside it would be heard as the contrary.
    texto.textContent = dentro ? boton.dataset.quitar : boton.dataset.guardarla;
    boton.toggleAttribute("data-dentro", dentro);
    boton.hidden = false;
  }
};

// Beside the button, where one is looking: what happened, and the way to what is saved.
const avisar = (boton, claves, guardada) => {
  const aviso = boton.nextElementSibling;
  if (!aviso?.matches("[role=status]")) return;
  const enlace = document.createElement("a");
  enlace.href = `${aviso.dataset.lista}?${consulta(claves)}`;
  enlace.textContent = `${aviso.dataset.ver} (${claves.length})`;
  aviso.replaceChildren(guardada ? aviso.dataset.guardada : aviso.dataset.quitada, ...(claves.length ? [" ", enlace] : []));
};

// An address without practices, as a bookmark may be, is of what this browser saved.
const traer = () => {
  const vacia = document.querySelector("[data-traer-seleccion]");
  if (!vacia) return;
  const claves = leer();
  if (claves.length) location.replace(`?${consulta(claves)}`);
  else for (const uno of vacia.querySelectorAll("[hidden]")) uno.hidden = false;
};

document.addEventListener("click", (evento) => {
  const boton = evento.target.closest("[data-guardar]");
  if (!boton) return;
  const claves = leer(), clave = boton.dataset.guardar, estaba = claves.includes(clave);
  escribir(estaba ? claves.filter((una) => una !== clave) : [...claves, clave].slice(-20));
  pintar();
  avisar(boton, leer(), !estaba);
});
addEventListener("storage", pintar);
pintar();
traer();
