// One plot. The library comes with the first of them; beside each stands the same as a table.
import { html } from "lit";
import { Piece } from "../element.js";
import { prefs } from "../prefs.js";
import { number } from "../texts.js";

/** So many colours come before one comes again. */
const COLOURS = 11;

let library;
const echarts = () => (library ??= import("echarts"));

class Plot extends Piece {
  static properties = { option: { attribute: false }, label: {} };

  connectedCallback() {
    super.connectedCallback();
    this.watch(prefs);
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.again = () => this.requestUpdate();
    this.scheme.addEventListener("change", this.again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.scheme.removeEventListener("change", this.again);
    this.observer?.disconnect();
    this.chart?.dispose();
    this.chart = undefined;
  }

  /** The page's own colours, so that dark is dark here too. */
  get #colours() {
    const style = getComputedStyle(this);
    const of = (name) => {
      this.style.color = `var(${name})`;
      return style.color;
    };
    const colours = { ink: of("--ink"), quiet: of("--quiet"), line: of("--line"), sheet: of("--sheet"), series: Array.from({ length: COLOURS }, (_, i) => of(`--series-${i + 1}`)), font: style.fontFamily };
    this.style.color = "";
    return colours;
  }

  async updated() {
    const { init } = await echarts();
    if (!this.isConnected) return;
    const canvas = this.find(".plot");
    const colours = this.#colours;
    this.chart ??= init(canvas, undefined, { renderer: "canvas" });
    if (!this.observer) {
      this.observer = new ResizeObserver(() => this.chart?.resize());
      this.observer.observe(canvas);
    }
    const axis = { axisLabel: { color: colours.quiet, formatter: (value) => (typeof value === "number" ? number(value) : value) }, axisLine: { lineStyle: { color: colours.line } }, splitLine: { lineStyle: { color: colours.line } }, nameTextStyle: { color: colours.quiet } };
    const { xAxis, yAxis, ...rest } = this.option;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.chart.setOption({
      animation: !still, animationDuration: 200, color: colours.series, backgroundColor: "transparent",
      textStyle: { color: colours.ink, fontFamily: colours.font }, grid: { left: 8, right: 16, top: 40, bottom: 8, outerBoundsMode: "same" },
      legend: { textStyle: { color: colours.ink }, top: 0, left: 0, icon: "roundRect", itemWidth: 10, itemHeight: 10 },
      tooltip: { trigger: "item", renderMode: "richText", backgroundColor: colours.sheet, borderColor: colours.line, valueFormatter: (value) => number(value, { maximumFractionDigits: 1 }), textStyle: { color: colours.ink } },
      xAxis: { ...axis, ...xAxis }, yAxis: { ...axis, ...yAxis }, ...rest,
    }, true);
    this.dataset.drawn = "";
  }

  render() {
    return html`<div class="plot" role="img" aria-label=${this.label}></div>`;
  }
}

customElements.define("annals-plot", Plot);
