import type { Panel } from '../../drivers/panel.ts';
import type { PanelPreferences } from '../../menus/appliance.ts';
import type { Clock } from '../../menus/clock.ts';
import type { PowerAction } from '../../menus/power-action.ts';
import { type Drafts, NO_DRAFTS } from '../../menus/state/drafts.ts';
import type { ApplianceModel } from '../appliance/appliance.ts';
import type { Languages } from '../appliance/languages.ts';
import type { Log } from '../log/log.ts';
import type { StateDocument } from '../state/document.ts';
import { machineWith, type Services } from './effects.ts';
import type { IdleLightRules } from './idle-light.ts';
import type { OperatorSession, SessionOptions } from './operator-session.ts';
import { PanelSession } from './panel-session.ts';
import { type RunnerOptions, SessionRunner } from './session-runner.ts';

interface SessionsParts {
  readonly appliance: ApplianceModel;
  readonly clock: Clock;
  readonly log: Log;
  readonly idle: RunnerOptions['idle'] & IdleLightRules;
  readonly services: Omit<Services, 'setPreferences'>;
  readonly preferences: StateDocument<PanelPreferences>;
  readonly languages: Languages;
}

/** The sessions of all panels and consoles. */
export class Sessions {
  readonly #parts: SessionsParts;
  readonly #machine: ReturnType<typeof machineWith>;
  readonly #panels: PanelSession[] = [];
  readonly #consoles = new Map<string, OperatorSession>();
  readonly #listeners = new Set<() => void>();
  #consoleCount = 0;
  /** What was entered at the console that was lost last; the next one to open continues with it. */
  #lostDrafts: Drafts = NO_DRAFTS;

  constructor(parts: SessionsParts) {
    this.#parts = parts;
    this.#machine = machineWith({
      ...parts.services,
      setPreferences: (value) => this.#setPreferences(value),
    });
  }

  get all(): readonly OperatorSession[] {
    return [...this.#panels, ...this.#consoles.values()];
  }

  /** Called when a session opens or closes or a panel's link changes; returns the function that unsubscribes. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts the panel and a session at it. */
  openPanel(panel: Panel): void {
    const id = this.#panels.length === 0 ? 'panel' : `panel-${this.#panels.length + 1}`;
    const { lamps } = this.#parts.services;
    const onLink = () => this.#changed();
    this.#panels.push(new PanelSession({ ...this.#common(id), id, panel, lamps, onLink }));
    this.#changed();
  }

  openConsole({ name, keys, geometry, repertoire }: SessionOptions): OperatorSession {
    this.#consoleCount += 1;
    const id = `console-${this.#consoleCount}`;
    const runner = new SessionRunner({
      ...this.#common(id),
      operator: name,
      keys,
      geometry,
      audience: { register: 'console', repertoire },
      drafts: this.#lostDrafts,
    });
    this.#lostDrafts = NO_DRAFTS;
    // Handed over is all that is known of a console here; what its terminal shows it tells with each key.
    runner.watch(() => runner.sight.shows(runner.number));
    runner.sight.shows(runner.number);
    this.#parts.log.info('session opened', { id, name });
    const session: OperatorSession = {
      id,
      name,
      kind: 'console',
      view: () => runner.view,
      watch: (listener) => runner.watch(listener),
      press: (key, seen = Number.POSITIVE_INFINITY) => runner.press(key, Math.min(seen, runner.sight.seen())),
      asked: () => runner.asked,
      isLocked: () => runner.isLocked,
      frame: () => null,
      link: () => null,
      close: () => {
        if (!this.#consoles.delete(id)) return;
        this.#lostDrafts = { ...this.#lostDrafts, ...runner.drafts };
        runner.close();
        this.#parts.log.info('session closed', { id, name });
        this.#changed();
      },
    };
    this.#consoles.set(id, session);
    this.#changed();
    return session;
  }

  /**
   * Ends every session. The panels' last screen names the power action, or says that the service has stopped (null).
   * Resolves when the panels are closed.
   */
  async close(action: PowerAction | null): Promise<void> {
    for (const console of [...this.#consoles.values()]) console.close();
    await Promise.all(this.#panels.map((panel) => panel.sayGoodbye(action)));
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #common(id: string) {
    const { appliance, clock, idle, log } = this.#parts;
    return { machine: this.#machine, appliance, clock, idle, log: log.child(id) };
  }

  /** Rejects when they cannot be stored (nothing changes) or the language cannot be loaded (the old one stays). */
  async #setPreferences(preferences: PanelPreferences): Promise<void> {
    this.#parts.preferences.store(preferences);
    this.#parts.appliance.change({ preferences });
    await this.#parts.languages.use(preferences);
  }
}
