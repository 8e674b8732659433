/*
 * What the shares of the partners come to, said beside the total as they are written; nothing is changed. The sentences
 * and the rules are those of practicas/aportes.py, which draws the same for who has no JavaScript.
 */
const PAUSA = 800; // milliseconds without typing
const idioma = document.documentElement.lang?.startsWith("en") ? "en-GB" : "es-CO";
const escrita = (cifra) => new Intl.NumberFormat(idioma, { maximumFractionDigits: 2, useGrouping: "always" }).format(cifra);

class Aportes extends window.StimulusModule.Controller {
  static values = { frases: Object };

  connect() {
    this.formulario = this.element.closest("form");
    this.esperar = () => {
      clearTimeout(this.espera);
      this.espera = setTimeout(() => this.decir(), PAUSA);
    };
    for (const evento of ["input", "change", "click"]) this.formulario.addEventListener(evento, this.esperar);
  }

  disconnect() {
    clearTimeout(this.espera);
    for (const evento of ["input", "change", "click"]) this.formulario.removeEventListener(evento, this.esperar);
  }

  cifra(nombre) {
    const escrito = this.formulario.elements[nombre]?.value.trim();
    return escrito ? window.cifraLeida(escrito) : null;
  }

  /** The shares of the rows that stay: ``[figure, what it is]``. */
  get aportes() {
    const dichos = [];
    for (const control of this.formulario.querySelectorAll("[name^=organizaciones-][name$=-aporte]")) {
      const fila = control.name.slice(0, -"aporte".length);
      const cifra = this.cifra(control.name);
      if (cifra === null || this.formulario.elements[`${fila}DELETE`]?.value) continue;
      dichos.push([cifra, this.formulario.elements[`${fila}aporte_en`].value]);
    }
    return dichos;
  }

  *frases() {
    const moneda = this.formulario.elements.presupuesto_moneda.value;
    const total = this.cifra("presupuesto_total");
    const de = (cual) => this.aportes.filter(([, en]) => en === cual).reduce((suma, [cifra]) => suma + cifra, 0);
    const [monto, parte] = [de("monto"), de("porcentaje")];
    if (this.aportes.length) {
      const dichas = monto || !parte ? [`${moneda} ${escrita(monto)}`] : [];
      if (parte) dichas.push(`${escrita(parte)} %`);
      const suma = new Intl.ListFormat(idioma).format(dichas);
      const junto = monto + Math.round(total * parte) / 100;
      const sobra = parte > 100 || (total !== null && junto > total + 0.004);
      const datos = {
        suma, parte: `${escrita(Math.round((100 * junto) / (total || 1)))} %`, resto: `${moneda} ${escrita((total ?? 0) - junto)}`,
      };
      const cual = total === null ? "sin_total" : sobra ? "sobra" : Math.abs(total - junto) < 0.005 ? "completo" : "con_total";
      yield this.poner(cual, datos);
    }
    const partes = ["financiero", "especie", "otro"].map((una) => this.cifra(`presupuesto_${una}`)).filter((una) => una !== null);
    const suma = partes.reduce((junto, una) => junto + una, 0);
    if (partes.length && total !== null && Math.abs(suma - total) > 0.004) {
      yield this.poner("partes", { suma: `${moneda} ${escrita(suma)}` });
    }
  }

  poner(cual, datos) {
    return Object.entries(datos).reduce((frase, [nombre, dato]) => frase.replace(`%(${nombre})s`, dato), this.frasesValue[cual]);
  }

  decir() {
    const dichas = [...this.frases()];
    if (dichas.join() === [...this.element.children].map((una) => una.textContent).join()) return;
    this.element.replaceChildren(
      ...dichas.map((frase) => Object.assign(document.createElement("p"), { className: "ficha-aportes__frase", textContent: frase })),
    );
  }
}

window.wagtail.app.register("aportes", Aportes);
