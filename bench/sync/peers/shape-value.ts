import type { LoadOperation } from '../load/peer-contract.ts'

/** A shape as a plain record of properties, for the peers whose content has no schema of its own. */
export function shapeValue({ shape, x, y, marker }: LoadOperation): Record<string, string | number> {
  const style = { strokeColor: '#1e1e1e', backgroundColor: 'transparent', fillStyle: 'solid', strokeWidth: 2 }
  return {
    id: shape,
    type: 'rectangle',
    x,
    y,
    width: 120,
    height: 80,
    angle: 0,
    ...style,
    seed: 1_278_240_551,
    m: marker,
  }
}
