// The pictures of a practice, one at a time and as large as the screen. Without this they are read in the page.

const fotos = [...document.querySelectorAll("[data-visor] .figura")];
const rotulos = document.querySelector("[data-visor]")?.dataset;

if (fotos.length && typeof HTMLDialogElement === "function") {
  const visor = document.createElement("dialog");
  visor.className = "visor";
  visor.setAttribute("aria-label", rotulos.titulo);
  const mandos = document.createElement("div");
  mandos.className = "visor__mandos";
  const cuenta = document.createElement("p");
  cuenta.className = "visor__cuenta";
  cuenta.setAttribute("aria-live", "polite");
  const caja = document.createElement("div");
  caja.className = "visor__caja";
  const pie = document.createElement("p");
  pie.className = "visor__pie";
  let actual = 0;

  const boton = (texto, accion) => {
    const uno = document.createElement("button");
    uno.type = "button";
    uno.className = "boton boton--leve";
    uno.textContent = texto;
    uno.addEventListener("click", accion);
    return uno;
  };

  const ir = (numero) => {
    actual = (numero + fotos.length) % fotos.length;
    const original = fotos[actual].querySelector("img");
    const grande = document.createElement("img");
    grande.className = "visor__imagen";
    grande.alt = original.alt;
    // The largest version that the page already offers.
    const versiones = [...(fotos[actual].querySelector("source")?.srcset ?? "").matchAll(/(\S+)\s+(\d+)w/g)];
    grande.src = versiones.sort((a, b) => b[2] - a[2])[0]?.[1] ?? original.currentSrc ?? original.src;
    caja.replaceChildren(grande);
    // With its languages: a credit is always in Spanish.
    pie.replaceChildren(...(fotos[actual].querySelector("figcaption")?.cloneNode(true).childNodes ?? []));
    cuenta.textContent = `${actual + 1} / ${fotos.length}`;
  };

  mandos.append(
    cuenta,
    boton(rotulos.anterior, () => ir(actual - 1)),
    boton(rotulos.siguiente, () => ir(actual + 1)),
    boton(rotulos.cerrar, () => visor.close()),
  );
  visor.append(mandos, caja, pie);
  document.body.append(visor);
  visor.addEventListener("keydown", (evento) => {
    if (evento.key === "ArrowLeft") ir(actual - 1);
    if (evento.key === "ArrowRight") ir(actual + 1);
  });
  fotos.forEach((foto, numero) => {
    const abrir = document.createElement("button");
    abrir.type = "button";
    abrir.className = "galeria__abrir";
    abrir.setAttribute("aria-haspopup", "dialog");
    const imagen = foto.querySelector("picture") ?? foto.querySelector("img");
    imagen.replaceWith(abrir);
    const etiqueta = document.createElement("span");
    etiqueta.className = "oculto";
    etiqueta.textContent = rotulos.abrir;
    abrir.append(imagen, etiqueta);
    abrir.addEventListener("click", () => { ir(numero); visor.showModal(); });
  });
}
