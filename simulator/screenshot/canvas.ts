/** A colour: red, green, blue, 0-255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** `weight` 0 is all `from`, 1 all `to`. */
export function mix(from: Colour, to: Colour, weight: number): Colour {
  const part = (index: 0 | 1 | 2): number => from[index] + (to[index] - from[index]) * weight;
  return [part(0), part(1), part(2)];
}

/**
 * A picture in memory. Shapes are filled with smooth edges by their distance from the outline; only sums, products
 * and square roots are used, so the same calls give the same bytes on every machine.
 */
export class Canvas {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row, always opaque. */
  readonly pixels: Uint8Array;

  constructor(width: number, height: number, background: Colour) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height * 4);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        this.#blend(x, y, background, 1);
      }
    }
  }

  /** `paint` is a colour, or gives one for a place: 0 at the top (left), 1 at the bottom (right). */
  fillRectangle(area: Rectangle, radius: number, paint: Paint, opacity = 1): void {
    const halfWidth = area.width / 2;
    const halfHeight = area.height / 2;
    this.#fill(area, paint, opacity, (x, y) => {
      const outX = Math.abs(x - area.x - halfWidth) - halfWidth + radius;
      const outY = Math.abs(y - area.y - halfHeight) - halfHeight + radius;
      const beyondX = Math.max(outX, 0);
      const beyondY = Math.max(outY, 0);
      return Math.sqrt(beyondX * beyondX + beyondY * beyondY) + Math.min(Math.max(outX, outY), 0) - radius;
    });
  }

  fillCircle(x: number, y: number, radius: number, paint: Paint, opacity = 1): void {
    const area = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
    this.#fill(
      area,
      paint,
      opacity,
      (px, py) => Math.sqrt((px - x) * (px - x) + (py - y) * (py - y)) - radius,
    );
  }

  /** Light around a lamp: strongest in the middle, gone at `radius`. */
  glow(x: number, y: number, radius: number, colour: Colour, strength: number): void {
    for (let py = Math.floor(y - radius); py < y + radius; py++) {
      for (let px = Math.floor(x - radius); px < x + radius; px++) {
        const distance = Math.sqrt((px + 0.5 - x) * (px + 0.5 - x) + (py + 0.5 - y) * (py + 0.5 - y));
        const left = Math.max(0, 1 - distance / radius);
        this.#blend(px, py, colour, strength * left * left);
      }
    }
  }

  /** `distance` from the outline in pixels, negative inside. */
  #fill(area: Rectangle, paint: Paint, opacity: number, distance: (x: number, y: number) => number): void {
    const left = Math.floor(area.x);
    const top = Math.floor(area.y);
    for (let y = top; y < area.y + area.height; y++) {
      for (let x = left; x < area.x + area.width; x++) {
        const cover = Math.min(1, Math.max(0, 0.5 - distance(x + 0.5, y + 0.5)));
        if (cover > 0) {
          const colour =
            typeof paint === 'function'
              ? paint((x + 0.5 - area.x) / area.width, (y + 0.5 - area.y) / area.height)
              : paint;
          this.#blend(x, y, colour, cover * opacity);
        }
      }
    }
  }

  #blend(x: number, y: number, colour: Colour, weight: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height || weight <= 0) {
      return;
    }
    const at = (y * this.width + x) * 4;
    for (let part = 0; part < 3; part++) {
      const under = this.pixels[at + part] ?? 0;
      this.pixels[at + part] = Math.round(under + ((colour[part] ?? 0) - under) * weight);
    }
    this.pixels[at + 3] = 255;
  }
}

export type Paint = Colour | ((x: number, y: number) => Colour);
