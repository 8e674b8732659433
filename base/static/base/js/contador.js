/*
 * Used / allowed beside each limited field, in the unit of its form (words, if it says none). It shows at every keystroke, but speaks to a
 * screen reader only when the writer pauses, and never moves the focus.
 */
import { cuantoTiene } from "./campo.js";

const PAUSA = 1200; // milliseconds without typing before the count is spoken

class Contador extends window.StimulusModule.Controller {
  static values = { limite: Number, texto: String, exceso: String, unidad: String };

  connect() {
    // What the server counted, for who has no JavaScript, is counted here from now on.
    this.marca = this.element.querySelector(".contador") ?? document.createElement("p");
    this.marca.className = "contador";
    this.marca.id = `contador-${this.element.id || Math.random().toString(36).slice(2)}`;
    this.voz = document.createElement("span");
    this.voz.className = "w-sr-only";
    this.voz.setAttribute("role", "status");
    (this.element.querySelector(".w-field__wrapper") ?? this.element).append(this.marca, this.voz);
    this.contar = this.contar.bind(this);
    for (const evento of ["input", "change", "keyup", "paste", "focusout"]) this.element.addEventListener(evento, this.contar);
    // The rich text editor arrives after us and writes to its field without an event.
    this.observador = new MutationObserver(this.contar);
    this.observador.observe(this.element, { subtree: true, characterData: true, childList: true });
    this.contar();
  }

  disconnect() {
    this.observador.disconnect();
    clearTimeout(this.espera);
    this.marca.remove();
    this.voz.remove();
  }

  get usadas() {
    return cuantoTiene(this.element, this.unidadValue);
  }

  contar() {
    const usadas = this.usadas;
    if (usadas === this.ultimas) return;
    const primera = this.ultimas === undefined;
    this.ultimas = usadas;
    const sobran = Math.max(0, usadas - this.limiteValue);
    const frase = (sobran ? this.excesoValue : this.textoValue)
      .replace("{usadas}", usadas)
      .replace("{limite}", this.limiteValue)
      .replace("{sobran}", sobran);
    this.marca.textContent = frase;
    this.marca.classList.toggle("contador--exceso", sobran > 0);
    this.element.querySelectorAll("textarea, input[type=text], [role=textbox]").forEach((control) => {
      const descrito = (control.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== this.marca.id);
      control.setAttribute("aria-describedby", [...descrito, this.marca.id].join(" "));
    });
    if (primera) return;
    clearTimeout(this.espera);
    this.espera = setTimeout(() => (this.voz.textContent = frase), PAUSA);
  }
}

window.wagtail.app.register("contador", Contador);
