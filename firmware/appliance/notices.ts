import type { Notice, NoticeCode } from '../../menus/appliance.ts';
import type { Message } from '../../menus/words/messages.ts';
import type { ApplianceModel } from './appliance.ts';

/** Above this the oldest notice is dropped: an operator does not page through more, and memory stays bounded. */
const MOST_NOTICES = 8;

/**
 * What the operator must know, newest first, until a key dismisses it. A new notice replaces an older one of the same
 * code: only the latest matters.
 */
export class Notices {
  readonly #appliance: ApplianceModel;
  #lastId = 0;

  constructor(appliance: ApplianceModel) {
    this.#appliance = appliance;
  }

  add(severity: Notice['severity'], message: Message<NoticeCode>): void {
    this.#lastId += 1;
    const others = this.#appliance.value.notices.filter((notice) => notice.message.code !== message.code);
    const notices = [{ id: this.#lastId, severity, message }, ...others].slice(0, MOST_NOTICES);
    this.#appliance.change({ notices });
  }

  /** An unknown id is ignored: another operator may have dismissed the notice already. */
  dismiss(id: number): void {
    this.#appliance.change({ notices: this.#appliance.value.notices.filter((notice) => notice.id !== id) });
  }

  /** Removes the notice of this code, because its cause is gone. */
  withdraw(code: NoticeCode): void {
    if (!this.#appliance.value.notices.some((notice) => notice.message.code === code)) return;
    this.#appliance.change({
      notices: this.#appliance.value.notices.filter((notice) => notice.message.code !== code),
    });
  }
}
