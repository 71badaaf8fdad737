import { describe, expect, it } from 'vitest';
import { ResetDetector } from '../../../../drivers/cfa635/liveness.ts';

const OURS = { pressMask: 0x3f, releaseMask: 0x3f, contrast: 96, backlight: 100 };
const AFTER_POWER_UP = { ...OURS, contrast: 95 };

describe('a reset', () => {
  it('shows in a status answer that is not ours', () => {
    const detector = new ResetDetector();
    expect(detector.hasReset(OURS, OURS)).toBe(false);
    expect(detector.hasReset(AFTER_POWER_UP, OURS)).toBe(true);
    expect(detector.hasReset(OURS, OURS)).toBe(false);
  });

  it('is noticed every time, as long as repainting helps', () => {
    const detector = new ResetDetector();
    for (let time = 0; time < 10; time++) {
      expect(detector.hasReset(AFTER_POWER_UP, OURS)).toBe(true);
      expect(detector.hasReset(OURS, OURS)).toBe(false);
    }
  });

  it('is asked for another way where a question is refused or three times unanswered', () => {
    const detector = new ResetDetector();
    expect(detector.question).toBe('status');
    expect(detector.hasReset(null, OURS)).toBe(false);
    expect(detector.question).toBe('sign');
    for (const left of ['sign', 'sign', 'nothing']) {
      detector.unanswered();
      expect(detector.question).toBe(left);
    }
    detector.connected();
    expect(detector.question).toBe('status');
    detector.hasReset(OURS, OURS);
    for (let time = 0; time < 5; time++) detector.unanswered();
    expect(detector.question).toBe('status');
  });

  it('is not seen in what nothing is known about yet', () => {
    const unknown = { ...OURS, contrast: null, backlight: null };
    expect(new ResetDetector().hasReset(AFTER_POWER_UP, unknown)).toBe(false);
  });
});
