/** What every chart of the menus has to be like, whatever it says. */
import { describe, expect, it } from 'vitest';
import type { AnyStateNode } from 'xstate';
import { sessionMachine } from '../../../menus/session/machine.ts';
import { WIZARD_IDS } from '../../../menus/setup-network/setup-network.ts';
import { wizardMachineOf } from '../../../menus/wizards/wizards.ts';

const CHARTS = [
  { name: 'the session', root: sessionMachine.root as AnyStateNode },
  ...WIZARD_IDS.map((id) => ({ name: `wizard ${id}`, root: wizardMachineOf(id).root as AnyStateNode })),
];

function nodesOf(node: AnyStateNode): readonly AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(nodesOf)];
}

function transitionsOf(node: AnyStateNode) {
  return [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
}

const isNamed = (part: unknown): boolean =>
  typeof part === 'string' || (typeof part === 'object' && part !== null && 'type' in part);

describe.each(CHARTS)('in the chart of $name', ({ root }) => {
  const nodes = nodesOf(root);

  it('every actor has an id of its own and a way out when it fails', () => {
    for (const node of nodes) {
      for (const { id } of node.invoke) {
        expect(id, node.id).not.toMatch(/^\d/);
        expect([...node.transitions.keys()], node.id).toContain(`xstate.error.actor.${id}`);
      }
    }
  });

  it('every action is named, so that diagrams can show it', () => {
    for (const node of nodes) {
      const actions = [...node.entry, ...node.exit, ...transitionsOf(node).flatMap((each) => each.actions)];
      expect(
        actions.filter((action) => !isNamed(action) && !isTimer(action)),
        node.id,
      ).toEqual([]);
    }
  });

  it('every guard is named, or made of named ones', () => {
    for (const node of nodes) {
      const guards = transitionsOf(node).flatMap(({ guard }) => (guard === undefined ? [] : [guard]));
      expect(
        guards.filter((guard) => !isNamed(guard) && !isCombined(guard)),
        node.id,
      ).toEqual([]);
    }
  });

  it('every state that shows nothing is passed through', () => {
    for (const node of nodes.filter((each) => each.type === 'atomic' && each.meta === undefined)) {
      const isOutside = /\.(attention|data)\./.test(`.${node.path.join('.')}.`);
      const inherits = node.parent?.meta !== undefined;
      expect(isOutside || inherits || (node.always ?? []).length > 0, node.id).toBe(true);
    }
  });
});

/** The start and the end of a timer, which xstate puts among the actions itself. */
function isTimer(action: unknown): boolean {
  return (
    typeof action === 'function' &&
    'type' in action &&
    (action.type === 'xstate.raise' || action.type === 'xstate.cancel')
  );
}

/** `and`, `or`, `not`: carry what they are made of. */
function isCombined(guard: unknown): boolean {
  return typeof guard === 'function' && 'guards' in guard;
}
