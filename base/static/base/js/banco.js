// Everything here is an extra: with no script the same pages read, search and filter.

const ancha = matchMedia("(min-width: 64rem)");
const muyAncha = matchMedia("(min-width: 72rem)");

// Menu, contents and filters are folded on a phone and open on a desk; the menu needs more room than the others.
for (const plegable of document.querySelectorAll("details.plegable")) {
  const medida = plegable.classList.contains("menu") ? muyAncha : ancha;
  const acomodar = () => { plegable.open = medida.matches; };
  medida.addEventListener("change", acomodar);
  acomodar();
}

document.addEventListener("keydown", (evento) => {
  if (evento.key !== "Escape" || muyAncha.matches) return;
  const abierto = evento.target.closest?.("details.plegable[open]");
  if (!abierto || getComputedStyle(abierto.querySelector("summary")).display === "none") return;
  abierto.open = false;
  abierto.querySelector("summary").focus();
});

// A chosen section is read, not the list it was chosen from.
document.querySelector(".contenidos")?.addEventListener("click", (evento) => {
  if (evento.target.closest("a") && !ancha.matches) evento.currentTarget.open = false;
});

// The contents show which section is being read.
const enlaces = new Map(
  [...document.querySelectorAll(".contenidos__lista a")].map((enlace) => [enlace.hash.slice(1), enlace]),
);
if (enlaces.size) {
  const marcar = (id) => {
    for (const [otro, enlace] of enlaces) {
      if (otro === id) enlace.setAttribute("aria-current", "true");
      else enlace.removeAttribute("aria-current");
    }
  };
  const vigia = new IntersectionObserver(
    (entradas) => entradas.filter((una) => una.isIntersecting).forEach((una) => marcar(una.target.id)),
    { rootMargin: "-15% 0px -75% 0px" },
  );
  for (const id of enlaces.keys()) {
    const seccion = document.getElementById(id);
    if (seccion) vigia.observe(seccion);
  }
}

for (const imprimir of document.querySelectorAll("[data-imprimir]")) {
  imprimir.hidden = false;
  imprimir.querySelector("button").addEventListener("click", () => print());
}

for (const boton of document.querySelectorAll("[data-copiar]")) {
  if (!navigator.clipboard) continue;
  boton.hidden = false;
  const texto = boton.textContent;
  boton.addEventListener("click", async () => {
    const cita = document.getElementById(boton.dataset.copiar).textContent.replace(/\s+/g, " ").trim();
    await navigator.clipboard.writeText(cita);
    boton.textContent = boton.dataset.copiado;
    setTimeout(() => { boton.textContent = texto; }, 2500);
  });
}

// The page is handed to the device, which knows whom to; where it does not, its address is copied and that is said.
for (const lugar of document.querySelectorAll("[data-compartible]")) {
  if (!navigator.share && !navigator.clipboard) continue;
  const boton = lugar.querySelector("button");
  const texto = boton.querySelector("[data-texto]");
  const dicho = lugar.parentElement.parentElement.querySelector("[data-dicho]");
  if (!navigator.share) texto.textContent = texto.dataset.siCopia;
  lugar.hidden = false;
  boton.addEventListener("click", async () => {
    const { compartir: url, titulo: title, copiado, fallo } = boton.dataset;
    dicho.textContent = "";
    try {
      if (navigator.share) await navigator.share({ title, url });
      else {
        await navigator.clipboard.writeText(url);
        dicho.textContent = copiado;
      }
    } catch (error) {
      if (error.name !== "AbortError") dicho.textContent = fallo; // who changes their mind is told nothing
    }
    setTimeout(() => { dicho.textContent = ""; }, 6000);
  });
}

// The address of a search keeps only what was chosen.
document.getElementById("buscador")?.addEventListener("formdata", (evento) => {
  for (const [nombre, valor] of [...evento.formData]) if (!valor) evento.formData.delete(nombre);
});
