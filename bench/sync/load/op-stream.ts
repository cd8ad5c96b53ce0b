import { opMarker } from './op-marker.ts'
import type { LoadOperation } from './peer-contract.ts'

export function loadOperation(
  kind: LoadOperation['kind'],
  client: number,
  shape: number,
  seq: number,
): LoadOperation {
  return {
    kind,
    shape: `s${String(client).padStart(4, '0')}_${String(shape).padStart(6, '0')}`,
    x: 100 + (seq % 5_003) * 0.5,
    y: 50 + (seq % 4_001) * 0.25,
    marker: opMarker('o', client, seq),
  }
}

/**
 * The operations of one client, the same in every run: `initial` creates, then moves, and a create every `createEvery`
 * operations when that is not 0.
 */
export function opStream(client: number, initial: number, createEvery: number): () => LoadOperation {
  let seq = 0
  let shapes = 0
  return () => {
    const isCreate = shapes < initial || (createEvery > 0 && seq % createEvery === 0)
    const shape = isCreate ? shapes++ : seq % shapes
    return loadOperation(isCreate ? 'create' : 'move', client, shape, seq++)
  }
}
