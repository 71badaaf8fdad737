import type { Notice, NoticeCode, TransactionStatus } from '../../menus/appliance.ts';
import type { Clock } from '../../menus/clock.ts';
import type { Message } from '../../menus/words/messages.ts';
import type { Log } from '../log/log.ts';
import type { Journal } from '../state/journal.ts';
import type { SettingsStore } from '../state/settings-store.ts';
import type { Backend } from './backend.ts';

/** What the parts of the network share. */
export interface NetworkContext {
  readonly backend: Backend;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: SettingsStore;
  readonly journal: Journal;
  /** Which boot of the machine this is. */
  readonly boot: string;
  /** Where a change, a recovery or a reconciliation stands, for the status page. */
  readonly report: (status: TransactionStatus) => void;
  /** Takes a notice back whose cause is gone. */
  readonly withdraw: (code: NoticeCode) => void;
  readonly notify: (severity: Notice['severity'], message: Message<NoticeCode>) => void;
}
