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

const pintar = () => {
  const claves = leer();
  for (const enlace of document.querySelectorAll("[data-seleccion]")) {
    enlace.hidden = !claves.length;
    const a = enlace.querySelector("a");
    a.search = new URLSearchParams(claves.map((clave) => ["p", clave])).toString();
    enlace.querySelector("[data-cuantas]").textContent = claves.length;
  }
  for (const boton of document.querySelectorAll("[data-guardar]")) {
    const dentro = claves.includes(boton.dataset.guardar);
    const texto = boton.querySelector("span");
    boton.dataset.guardarla ??= texto.textContent;
    texto.textContent = dentro ? boton.dataset.guardada : boton.dataset.guardarla;
    boton.setAttribute("aria-pressed", String(dentro));
    boton.hidden = false;
  }
};

document.addEventListener("click", (evento) => {
  const boton = evento.target.closest("[data-guardar]");
  if (!boton) return;
  const claves = leer(), clave = boton.dataset.guardar;
  escribir(claves.includes(clave) ? claves.filter((una) => una !== clave) : [...claves, clave].slice(-20));
  pintar();
});
addEventListener("storage", pintar);
pintar();
