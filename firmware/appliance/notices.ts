import type { Notice } from '../../menus/appliance.ts';
import type { ApplianceModel } from './appliance.ts';

/** What a notice is about. A new notice replaces an older one of the same code: the operator needs the last word only. */
export type NoticeCode =
  | 'change-undone'
  | 'change-kept'
  | 'rollback-failed'
  | 'settings-damaged'
  | 'settings-lost'
  | 'state-damaged'
  | 'state-unusable'
  | 'network-drifted'
  | 'first-start'
  | 'network-absent'
  | 'menus-restarted'
  | 'update-failed';

/** Beyond this the oldest goes: nobody turns through more, and memory stays bounded. */
const MOST_NOTICES = 8;

/** What the operator must be told, newest first, until a key dismisses it. */
export class Notices {
  readonly #appliance: ApplianceModel;
  #lastId = 0;

  constructor(appliance: ApplianceModel) {
    this.#appliance = appliance;
  }

  /** @param panel at most two lines of 16 upper-case characters */
  add(severity: Notice['severity'], code: NoticeCode, panel: readonly string[]): void {
    this.#lastId += 1;
    const others = this.#appliance.value.notices.filter((notice) => notice.code !== code);
    const notices = [{ id: this.#lastId, severity, code, panel }, ...others].slice(0, MOST_NOTICES);
    this.#appliance.change({ notices });
  }

  /** An id that is gone already is ignored. */
  dismiss(id: number): void {
    this.#appliance.change({ notices: this.#appliance.value.notices.filter((notice) => notice.id !== id) });
  }

  /** Takes back what is no longer so. */
  withdraw(code: NoticeCode): void {
    if (!this.#appliance.value.notices.some((notice) => notice.code === code)) return;
    this.#appliance.change({
      notices: this.#appliance.value.notices.filter((notice) => notice.code !== code),
    });
  }
}
