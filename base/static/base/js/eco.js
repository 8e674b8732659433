/*
 * What was understood of a date, a figure or mail addresses, said in words under its box while it is written; of what is
 * none, that it is none. It changes nothing of what was typed. The rules are those of base/escrito.py, which decides.
 */
(() => {
  const suyo = document.documentElement.lang || "es";
  const idioma = suyo.startsWith("en") ? "en-GB" : "es-CO";

  const fecha = (texto, meses) => {
    const limpio = texto.trim().replace(/\s+/g, " ").toLowerCase();
    const mes = (nombre) =>
      meses[nombre] ?? (nombre.length > 2 ? meses[Object.keys(meses).find((entero) => entero.startsWith(nombre))] : 0);
    let partes = limpio.match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/);
    let [dia, cual, anio] = partes ? [partes[3], partes[2], partes[1]] : [];
    if ((partes = limpio.match(/^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/))) [, dia, cual, anio] = partes;
    if ((partes = limpio.match(/^(\d{1,2})(?:\.?[ºo°]|st|nd|rd|th)?\s*(?:de\s+)?([a-záéíóú]+)\.?,?\s*(?:del?\s+)?(\d{4})$/)))
      [dia, cual, anio] = [partes[1], mes(partes[2]), partes[3]];
    if ((partes = limpio.match(/^([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/)))
      [dia, cual, anio] = [partes[2], mes(partes[1]), partes[3]];
    const leida = new Date(Date.UTC(+anio, +cual - 1, +dia));
    if (!anio || leida.getUTCDate() !== +dia || leida.getUTCMonth() !== +cual - 1) return null;
    return leida.toLocaleDateString(idioma, { dateStyle: "long", timeZone: "UTC" });
  };

  /** The number that it is, as ``cifra_leida`` reads it; null if it is none. */
  const leer = (texto) => {
    let limpio = texto.replace(/US\$|COP|USD|EUR|[$€\s'\u00a0\u202f]/g, "");
    const signo = /^[-−]/.test(limpio) ? -1 : 1;
    limpio = limpio.replace(/^[-−+]+/, "");
    const marcas = limpio.match(/[.,]/g) ?? [];
    let decimal = "";
    if (new Set(marcas).size === 2) decimal = marcas.at(-1);
    else if (marcas.length === 1) {
      const [antes, despues] = limpio.split(marcas[0]);
      if (despues.length !== 3 || antes.length < 1 || antes.length > 3 || antes.startsWith("0")) decimal = marcas[0];
    }
    const corte = decimal ? limpio.lastIndexOf(decimal) : limpio.length;
    const [entera, fraccion] = [limpio.slice(0, corte), limpio.slice(corte + 1)];
    const grupos = entera.split(/[.,]/);
    const mal = grupos.length > 1 && (!/^\d{1,3}$/.test(grupos[0]) || grupos.slice(1).some((uno) => uno.length !== 3));
    if (mal || !/^\d*$/.test(grupos.join("")) || !/^\d*$/.test(fraccion) || !/\d/.test(limpio)) return null;
    return signo * Number(`${grupos.join("") || 0}.${fraccion || 0}`);
  };
  window.cifraLeida = leer;

  const cifra = (texto) => {
    const numero = leer(texto);
    if (numero === null) return null;
    const cuantos = numero / (Math.abs(numero) < 1e6 ? 1e3 : 1e6);
    const llano = Math.abs(numero) < 1000 || Math.abs(numero) >= 1e9 || Number(cuantos.toFixed(3)) !== cuantos;
    const forma = llano ? {} : { notation: "compact", compactDisplay: "long" };
    return new Intl.NumberFormat(idioma, { ...forma, maximumFractionDigits: 8 }).format(numero);
  };

  /** The people that are written in a box, as mail programs write them: ``[name, address]``. */
  const personas = (texto) => {
    const leidas = [];
    for (let trozo of texto.replaceAll("mailto:", "").split(/[;\n\r\t]+/)) {
      trozo = trozo.replace(/([^<>;]*)<\s*([^<>]*?)\s*>/g, (_todo, antes, correo) => {
        const partes = antes.split(",");
        leidas.push(...partes.filter((una) => una.includes("@")).map((una) => ["", una.trim()]));
        const nombre = partes.filter((una) => !una.includes("@")).join(",");
        leidas.push([nombre.replace(/^[\s,"']+|[\s,"']+$/g, ""), correo]);
        return "";
      });
      const sueltos = trozo.split(/[,\s]+/).map((uno) => uno.replace(/^[.<>()"']+|[.<>()"']+$/g, ""));
      leidas.push(...sueltos.filter(Boolean).map((uno) => ["", uno]));
    }
    return leidas;
  };

  const deCorreo = document.createElement("input");
  deCorreo.type = "email";
  const esCorreo = (texto) => {
    deCorreo.value = texto;
    return /@[^@]+\.[^@.]+$/.test(texto) && deCorreo.checkValidity();
  };

  /** What is understood, and a way to give each of several people a row. Returns the sentence; null if none is one. */
  const correo = (texto, eco, caja) => {
    const frases = JSON.parse(eco.dataset.frases);
    const leidas = personas(texto);
    const buenas = leidas.filter(([, uno]) => esCorreo(uno));
    const malas = leidas.filter(([, uno]) => !esCorreo(uno));
    if (!buenas.length) return null;
    const poner = (cual) =>
      frases[cual]
        .replace("%(buenos)s", buenas.map(([, uno]) => uno).join(", "))
        .replace("%(malos)s", malas.map(([, uno]) => `«${uno}»`).join(", "))
        .replace("%(n)s", buenas.length);
    if (malas.length) return poner("malos");
    if (buenas.length === 1) return texto === buenas[0][1] ? "" : poner("uno");
    const [, grupo] = caja.name.match(/^(.+)-\d+-[^-]+$/) ?? [];
    const agregar = grupo && document.getElementById(`id_${grupo}-ADD`);
    if (agregar) {
      const boton = Object.assign(document.createElement("button"), {
        type: "button", className: "button button-small button-secondary", textContent: frases.repartir,
      });
      boton.addEventListener("click", () => repartir(caja, grupo, agregar, buenas));
      setTimeout(() => eco.append(" ", boton));
    }
    return poner("varios");
  };

  const escribir = (control, valor) => {
    if (!control) return;
    control.value = valor;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const repartir = (caja, grupo, agregar, [primera, ...otras]) => {
    const campo = caja.name.split("-").at(-1);
    const deLaFila = (fila, nombre) => caja.form.elements[`${grupo}-${fila}-${nombre}`];
    const suyo = deLaFila(caja.name.split("-").at(-2), "nombre");
    if (primera[0] && suyo && !suyo.value) escribir(suyo, primera[0]);
    escribir(caja, primera[1]);
    for (const [nombre, uno] of otras) {
      const fila = Number(document.getElementById(`id_${grupo}-TOTAL_FORMS`).value);
      agregar.click();
      escribir(deLaFila(fila, campo), uno);
      if (nombre) escribir(deLaFila(fila, "nombre"), nombre);
    }
    caja.focus();
  };

  /** What the server said of the box is of what was in it. */
  const corregido = (caja) => {
    const campo = caja.closest("[data-field]");
    const error = campo?.querySelector("[data-field-errors]");
    if (!error?.textContent.trim()) return;
    error.replaceChildren();
    campo.classList.remove("w-field--error");
    caja.removeAttribute("aria-invalid");
  };

  document.addEventListener("input", ({ target }) => {
    const eco = target.nextElementSibling;
    if (!eco?.matches?.("[data-escrito]")) return;
    clearTimeout(eco.espera);
    eco.espera = setTimeout(() => {
      const escrito = target.value.trim();
      const leer = { fecha: () => fecha(escrito, JSON.parse(eco.dataset.meses)), cifra: () => cifra(escrito) };
      const dicho = escrito && (leer[eco.dataset.escrito] ?? (() => correo(escrito, eco, target)))();
      eco.textContent = dicho ?? eco.dataset.noSeEntiende;
      eco.classList.toggle("escrito-eco--mal", dicho === null);
      if (dicho !== null) corregido(target);
    }, 500);
  });
})();
