/** A machine, or one state of it, as a Mermaid state diagram: only what lies directly inside, edges lifted to it. */
import type { AnyStateNode } from 'xstate';

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** Deterministic: the same machine gives the same text. */
export function statechart(node: AnyStateNode): string {
  const inside = Object.values<AnyStateNode>(node.states);
  const lines = inside.map((child) => `  ${idOf(child)} : ${titleOf(child)}`);
  const initial = node.type === 'parallel' ? [] : node.initial.target;
  const starts = initial.map((target) => `  [*] --> ${idOf(target)}`);
  const ends = inside.filter(({ type }) => type === 'final').map((child) => `  ${idOf(child)} --> [*]`);
  const edges = new Map<string, Set<string>>();
  for (const { from, to, label } of inside.flatMap((child) => edgesFrom(child, node))) {
    const labels = edges.get(`  ${from} --> ${to}`) ?? new Set();
    edges.set(`  ${from} --> ${to}`, labels.add(label));
  }
  const drawn = [...edges].map(([edge, labels]) => `${edge} : ${[...labels].join(', ')}`);
  return ['stateDiagram-v2', ...lines, ...starts, ...drawn, ...ends].join('\n');
}

/** All edges that start anywhere inside `child` and leave it for a neighbour inside `frame`. */
function edgesFrom(child: AnyStateNode, frame: AnyStateNode): readonly Edge[] {
  const edges: Edge[] = [];
  for (const node of withDescendants(child)) {
    const transitions = [...node.transitions.values()].flat().concat(node.always ?? []);
    for (const transition of transitions) {
      for (const target of transition.target ?? []) {
        const neighbour = childHolding(frame, target);
        if (neighbour === null || (neighbour === child && node !== child)) continue;
        if (neighbour === child && target !== child) continue;
        edges.push({ from: idOf(child), to: idOf(neighbour), label: labelOf(transition) });
      }
    }
  }
  return edges;
}

function withDescendants(node: AnyStateNode): readonly AnyStateNode[] {
  return [node, ...Object.values<AnyStateNode>(node.states).flatMap(withDescendants)];
}

function childHolding(frame: AnyStateNode, node: AnyStateNode): AnyStateNode | null {
  let at: AnyStateNode | undefined = node;
  while (at !== undefined && at.parent !== frame) at = at.parent;
  return at ?? null;
}

function idOf(node: AnyStateNode): string {
  return node.path.join('_').replaceAll('-', '_') || 'root';
}

function titleOf(node: AnyStateNode): string {
  const asked = node.invoke.map(({ src }) => (typeof src === 'string' ? src : 'actor'));
  return asked.length === 0 ? node.key : `${node.key} (${asked.join(', ')})`;
}

/** Events by the words the machine uses; an invoked actor's own by what they say of it. */
function labelOf({ eventType, guard }: { readonly eventType: string; readonly guard?: unknown }): string {
  const event = eventType
    .replace(/^xstate\.done\.actor\..*/, 'done')
    .replace(/^xstate\.error\.actor\..*/, 'error')
    .replace(/^xstate\.done\.state\..*/, 'done')
    .replace(/^xstate\.after\.([^.]+)\..*/, 'after $1')
    .replace(/^PRESS\./, '');
  const name = guardName(guard);
  return `${event === '' ? 'always' : event}${name === '' ? '' : ` if ${name}`}`;
}

function guardName(guard: unknown): string {
  if (typeof guard === 'string') return guard;
  if (typeof guard === 'object' && guard !== null && 'type' in guard) return String(guard.type);
  return guard === undefined ? '' : 'condition';
}
