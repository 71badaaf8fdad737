import type { PowerAction } from '../power-action.ts';
import type { MenuId } from '../tree.ts';
import type { StatusPage } from '../view.ts';

/** What a state of the session shows; `screens/session.ts` draws it. */
export type SessionMeta =
  | { readonly screen: 'status'; readonly page: StatusPage }
  | { readonly screen: 'item'; readonly menu: MenuId; readonly item: string }
  | {
      readonly screen:
        | 'gate'
        | 'currentPin'
        | 'checkingPin'
        | 'wrongPin'
        | 'newPin'
        | 'repeatPin'
        | 'saving'
        | 'changing'
        | 'keeping'
        | 'kept'
        | 'testing'
        | 'tested'
        | 'lampTest'
        | 'message'
        | 'version'
        | 'language';
    }
  /** `canKeep`: ENTER keeps the change; false while it is still ignored. */
  | { readonly screen: 'countdown'; readonly canKeep: boolean }
  | { readonly screen: 'wizard' }
  | { readonly screen: 'level'; readonly level: Level }
  | { readonly screen: 'confirm'; readonly question: ConfirmQuestion; readonly choice: 'no' | 'yes' }
  | { readonly screen: 'goodbye'; readonly action: PowerAction };

export type Level = 'contrast' | 'brightness';
/** `...Anyway`: asked again because an update is silent. */
export type ConfirmQuestion = 'clearPin' | PowerAction | 'rebootAnyway' | 'shutdownAnyway';
