/*
 * What was done against what was learnt, as it is written. The advice comes and goes when the writer pauses, so that
 * nothing moves nor speaks at each keystroke. The server draws the same for who has no JavaScript.
 */
import { palabrasDelCampo } from "../../base/js/campo.js";

const PAUSA = 1200; // milliseconds without typing

class Balanza extends window.StimulusModule.Controller {
  static targets = ["frase", "barra", "consejo"];
  static values = { hecho: String, logrado: String, poco: Number, frase: String };

  connect() {
    this.formulario = this.element.closest("form");
    this.esperar = () => {
      clearTimeout(this.espera);
      this.espera = setTimeout(() => this.pesar(), PAUSA);
    };
    for (const evento of ["input", "keyup", "paste", "focusout"]) this.formulario.addEventListener(evento, this.esperar);
    this.esperar();
  }

  disconnect() {
    clearTimeout(this.espera);
    for (const evento of ["input", "keyup", "paste", "focusout"]) this.formulario.removeEventListener(evento, this.esperar);
  }

  palabras(campos) {
    return campos
      .split(" ")
      .map((campo) => this.formulario.querySelector(`[name="${campo}"]`)?.closest(".w-field"))
      .reduce((suma, campo) => suma + (campo ? palabrasDelCampo(campo) : 0), 0);
  }

  pesar() {
    const hecho = this.palabras(this.hechoValue);
    const logrado = this.palabras(this.logradoValue);
    this.fraseTarget.textContent = this.fraseValue.replace("{logrado}", logrado).replace("{hecho}", hecho);
    this.barraTarget.setAttribute("width", hecho + logrado ? Math.round((100 * logrado) / (hecho + logrado)) : 0);
    const inclinada = logrado < hecho * this.pocoValue;
    if (this.consejoTarget.hidden === inclinada) this.consejoTarget.hidden = !inclinada;
  }
}

window.wagtail.app.register("balanza", Balanza);
