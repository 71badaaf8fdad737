/** Walks what it is told through the product it was bundled with, and tells the first difference, or null. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Walk } from '../cover.ts';
import { MODELS, type ModelName } from '../models.ts';
import { walk } from '../run.ts';

/** A walk of a model, from the thread that knows them all. */
export interface Errand {
  readonly model: ModelName;
  readonly events: Walk;
}

async function firstDifference(errands: readonly Errand[]): Promise<string | null> {
  for (const { model, events } of errands) {
    try {
      await walk(MODELS[model], '20x4', events);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  return null;
}

void firstDifference(workerData).then((difference) => parentPort?.postMessage(difference));
