import { type Frame, frameOf, type Geometry, type Leds } from '../frame.ts';
import type { View } from '../view.ts';

/** Lays a view out for one LCD geometry. */
export function layoutFrame(view: View, geometry: Geometry, leds: Leds): Frame {
  const { screen } = view;
  const lines = screen.kind === 'status' ? screen.entries.map((entry) => entry.value) : [screen.kind];
  return frameOf(geometry, lines, null, leds);
}
