import type { Notice, NoticeCode } from '../../menus/appliance.ts';
import type { Message } from '../../menus/words/messages.ts';
import type { ApplianceModel } from './appliance.ts';

/** Beyond this the oldest goes: an operator turns through no more, and memory stays bounded. */
const MOST_NOTICES = 8;

/**
 * What the operator must know, newest first, until a key dismisses it. A new notice replaces an older one of the same
 * code: the operator needs the last word only.
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

  /** An id that is gone already is ignored. */
  dismiss(id: number): void {
    this.#appliance.change({ notices: this.#appliance.value.notices.filter((notice) => notice.id !== id) });
  }

  /** Takes back what is no longer so. */
  withdraw(code: NoticeCode): void {
    if (!this.#appliance.value.notices.some((notice) => notice.message.code === code)) return;
    this.#appliance.change({
      notices: this.#appliance.value.notices.filter((notice) => notice.message.code !== code),
    });
  }
}
