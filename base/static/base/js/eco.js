/*
 * What was understood of a date or a figure, said in words under its box while it is written; of what is none, that it
 * is none. It changes nothing of what was typed. The rules are those of base/escrito.py, which decides.
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

  const cifra = (texto) => {
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
    const numero = signo * Number(`${grupos.join("") || 0}.${fraccion || 0}`);
    const cuantos = numero / (Math.abs(numero) < 1e6 ? 1e3 : 1e6);
    const llano = Math.abs(numero) < 1000 || Math.abs(numero) >= 1e9 || Number(cuantos.toFixed(3)) !== cuantos;
    const forma = llano ? {} : { notation: "compact", compactDisplay: "long" };
    return new Intl.NumberFormat(idioma, { ...forma, maximumFractionDigits: 8 }).format(numero);
  };

  document.addEventListener("input", ({ target }) => {
    const eco = target.nextElementSibling;
    if (!eco?.matches?.("[data-escrito]")) return;
    clearTimeout(eco.espera);
    eco.espera = setTimeout(() => {
      const escrito = target.value.trim();
      const dicho = escrito && (eco.dataset.escrito === "fecha" ? fecha(escrito, JSON.parse(eco.dataset.meses)) : cifra(escrito));
      eco.textContent = dicho ?? eco.dataset.noSeEntiende;
      eco.classList.toggle("escrito-eco--mal", dicho === null);
    }, 500);
  });
})();
