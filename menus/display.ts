/** How the glass is lit, 0-100 percent each. */
export interface Display {
  readonly contrast_percent: number;
  readonly brightness_percent: number;
}
