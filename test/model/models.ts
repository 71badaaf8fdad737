/** Every model, in the order of the manual. */
import type { Model } from './model.ts';
import { idle } from './models/idle.ts';
import { ipv6 } from './models/ipv6.ts';
import { digits, lan } from './models/lan.ts';
import { menus } from './models/menus.ts';
import { pin } from './models/pin.ts';
import { power } from './models/power.ts';
import { proxy } from './models/proxy.ts';
import { transaction } from './models/transaction.ts';
import { vlan } from './models/vlan.ts';
import { wan } from './models/wan.ts';

export const MODELS = { menus, lan, digits, wan, vlan, ipv6, proxy, pin, idle, transaction, power } as const;

export type ModelName = keyof typeof MODELS;

export const ALL_MODELS: readonly Model[] = Object.values(MODELS);
