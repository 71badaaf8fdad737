import { Alarm } from '../../menus/alarm.ts';
import type { Display } from '../../menus/display.ts';
import type { Cursor, Frame, Geometry, Repertoire } from '../../menus/frame.ts';
import { BlindPainter, type BlindPainterOptions } from '../screen/blind-painter.ts';
import { LinkedPanel, type LinkOptions } from './linked-panel.ts';

/** An answer later than this, in milliseconds, belongs to no question: it takes a few milliseconds of line. */
const ANSWER_WITHIN_ms = 250;

/** A question that changes nothing on the panel: its answer is the panel's only sign of life. */
export interface LifeSign {
  readonly question: Uint8Array;
  /** Sent right behind it, by the style of the cursor that is shown; undefined: nothing is. It moves the cursor. */
  readonly afterQuestion?: (cursorStyle: Cursor['style'] | null) => Uint8Array;
  /** Without an answer for this many milliseconds the panel counts as silent. */
  readonly silentAfter_ms: number;
  /** Whether the question must be asked on time: the line is kept free for it. */
  readonly isPunctual: boolean;
}

/** A panel that acknowledges nothing: it is painted blindly and asked now and then whether it is there. */
export abstract class BlindPanel extends LinkedPanel {
  readonly geometry: Geometry;
  readonly repertoire: Repertoire;
  readonly #painter: BlindPainter;
  readonly #lifeSign: LifeSign;
  readonly #nextQuestion: Alarm;
  /** When the question was asked that is not answered yet; null: none is open. */
  #asked_ms: number | null = null;
  #lastAnswer_ms = 0;
  #neverAnswers = false;

  constructor(options: LinkOptions, painting: BlindPainterOptions, lifeSign: LifeSign) {
    super(options);
    this.geometry = painting.geometry;
    this.repertoire = painting.charset.repertoire;
    this.#lifeSign = lifeSign;
    this.#nextQuestion = new Alarm(options.clock);
    this.#painter = new BlindPainter(painting, {
      clock: options.clock,
      write: (bytes) => this.connection.write(bytes),
      onFlushed: () => {
        this.allShown();
        this.settled();
      },
    });
  }

  show(frame: Frame): void {
    this.wants(frame);
    this.#painter.show(frame);
  }

  setDisplay(display: Display): void {
    this.#painter.setDisplay(display);
  }

  /** How long until the next question, in milliseconds. */
  protected abstract questionPeriod_ms(now_ms: number): number;

  protected override opened(): void {
    this.#asked_ms = null;
    this.#lastAnswer_ms = this.clock.now();
    this.#neverAnswers = false;
    this.#painter.start();
    this.#ask();
  }

  protected override stopped(): void {
    this.#painter.stop();
    this.#nextQuestion.cancel();
    this.#asked_ms = null;
    this.settled();
  }

  protected override get isSettled(): boolean {
    return this.#painter.isFlushed;
  }

  /** Whether what arrives now can be the answer to a question. */
  protected isAnswerDue(now_ms: number): boolean {
    return this.#asked_ms !== null && now_ms - this.#asked_ms <= ANSWER_WITHIN_ms;
  }

  /** The question was answered. `identity` is what the panel calls itself. */
  protected answered(identity: string, now_ms: number): void {
    this.#asked_ms = null;
    this.#neverAnswers = false;
    this.#lastAnswer_ms = now_ms;
    if (this.link === 'silent') this.#painter.start();
    this.report({ state: 'connected', identity });
  }

  /** It has been heard, though not with an answer: it may be one that answers no questions, and is never silent then. */
  protected heard(): void {
    if (this.link === 'connected') return;
    this.#neverAnswers = true;
    this.report({ state: 'connected', identity: '' });
  }

  #ask(): void {
    const { question, afterQuestion, silentAfter_ms, isPunctual } = this.#lifeSign;
    const now_ms = this.clock.now();
    if (!this.#neverAnswers && now_ms - this.#lastAnswer_ms >= silentAfter_ms)
      this.report({ state: 'silent' });
    const wait_ms = this.questionPeriod_ms(now_ms);
    this.#asked_ms = now_ms;
    this.#painter.urgent(question);
    if (afterQuestion !== undefined) {
      this.#painter.urgent(afterQuestion(this.#painter.cursorStyle));
      this.#painter.loseCursor();
    }
    if (isPunctual) this.#painter.reserve(now_ms + wait_ms);
    this.#nextQuestion.after(wait_ms, () => this.#ask());
  }
}
