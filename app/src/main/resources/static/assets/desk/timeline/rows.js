// Which rows of a long list must exist, when all that is known of a row before it is drawn is a guess of its height.

export class Rows {
  #offsets = new Float64Array(1);
  #items = [];

  /** @param guess the height of a row that was never drawn, in CSS pixels */
  constructor(guess) {
    this.guess = guess;
  }

  /** Takes the items as they are now, each with its measured height as `height`. */
  lay(items) {
    this.#items = items;
    if (this.#offsets.length < items.length + 1) this.#offsets = new Float64Array(items.length * 2 + 1);
    let offset = 0;
    for (let i = 0; i < items.length; i++) {
      this.#offsets[i] = offset;
      offset += items[i].height || this.guess;
    }
    this.#offsets[items.length] = offset;
  }

  get total() {
    return this.#offsets[this.#items.length];
  }

  top(index) {
    return this.#offsets[index];
  }

  /** The row at this height; the last one beyond the end. */
  at(y) {
    let [low, high] = [0, Math.max(0, this.#items.length - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#offsets[middle] <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The rows from `y` over a height, and as many beside them as fit into `margin`: from first to before last. */
  range(y, height, margin) {
    if (this.#items.length === 0) return [0, 0];
    return [this.at(Math.max(0, y - margin)), this.at(y + height + margin) + 1];
  }
}
