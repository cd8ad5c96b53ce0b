import type { Random } from '@flowstate/engine/testing'
import { randomInteger } from '@flowstate/engine/testing'

/** How rough a run is; every seed draws its own. Rates are per virtual second, chances in [0, 1]. */
export interface Intensities {
  readonly clients: number
  readonly users: number
  readonly instances: number
  readonly durationMs: number
  readonly editsPerSecond: number
  readonly undoChance: number
  readonly burstChance: number
  readonly latencyMsMax: number
  readonly duplicateSendChance: number
  readonly linkCutsPerSecond: number
  readonly halfOpenChance: number
  readonly busLossChance: number
  readonly busDuplicateChance: number
  readonly busDelayMsMax: number
  readonly storeDelayMsMax: number
  readonly storeFailChance: number
  readonly unknownOutcomeChance: number
  readonly instanceCrashesPerSecond: number
  readonly clientCrashesPerSecond: number
  readonly clonesPerSecond: number
  /** Second tabs of a profile; each of them dies for good. */
  readonly tabsPerSecond: number
  readonly roleChangesPerSecond: number
  readonly restCallsPerSecond: number
  readonly clockSkewMsMax: number
  readonly snapshotSpacing: number
  /** Instances also die in the middle of something: at a call of the store. */
  readonly crashAtCallChance: number
  readonly trashingsPerSecond: number
  /** Changes in one part of a set (OP9), and rows in one page of a catch-up. */
  readonly partChangesMax: number
  readonly pageItemsMax: number
  /** How often a tab starts from its stored copy, when it has one. */
  readonly copyChance: number
}

/** Absent in half of the runs, so that a fault is also seen without the others. */
function sometimes(random: Random, most: number): number {
  return random() < 0.5 ? 0 : random() * most
}

export function drawIntensities(random: Random): Intensities {
  return {
    clients: 2 + Math.min(randomInteger(random, 4), randomInteger(random, 4)),
    users: 1 + randomInteger(random, 4),
    instances: 1 + randomInteger(random, 3),
    durationMs: 1_000 + randomInteger(random, 4_500),
    // Most runs are small, so that there can be many; the largest are as rough as ever.
    editsPerSecond: 0.5 + random() * random() * 5.5,
    undoChance: random() * 0.3,
    burstChance: random() * 0.2,
    latencyMsMax: random() < 0.2 ? 3_000 : 5 + random() * 300,
    duplicateSendChance: sometimes(random, 0.3),
    linkCutsPerSecond: sometimes(random, 1),
    halfOpenChance: random() * 0.3,
    busLossChance: random() < 0.15 ? 1 : sometimes(random, 0.4),
    busDuplicateChance: sometimes(random, 0.3),
    busDelayMsMax: random() * 400,
    storeDelayMsMax: random() < 0.2 ? 500 : random() * 20,
    storeFailChance: sometimes(random, 0.05),
    unknownOutcomeChance: sometimes(random, 0.15),
    instanceCrashesPerSecond: sometimes(random, 0.4),
    clientCrashesPerSecond: sometimes(random, 0.5),
    clonesPerSecond: sometimes(random, 0.15),
    roleChangesPerSecond: sometimes(random, 2),
    restCallsPerSecond: sometimes(random, 0.5),
    clockSkewMsMax: random() < 0.5 ? 0 : 300_000,
    snapshotSpacing: 3 + randomInteger(random, 40),
    crashAtCallChance: sometimes(random, 0.002),
    trashingsPerSecond: random() < 0.2 ? random() : 0,
    partChangesMax: random() < 0.5 ? 5_000 : 1 + randomInteger(random, 4),
    pageItemsMax: random() < 0.5 ? 1_000 : 2 + randomInteger(random, 8),
    copyChance: sometimes(random, 1),
    tabsPerSecond: sometimes(random, 0.3),
  }
}
