import type { CanvasState, Shape } from '@flowstate/engine'

/** Shapes are immutable, so each is written as JSON once however often the state around it is. */
const shapeTexts = new WeakMap<Shape, string>()

function shapeJson(shape: Shape): string {
  const known = shapeTexts.get(shape)
  if (known !== undefined) return known
  const text = JSON.stringify(shape)
  shapeTexts.set(shape, text)
  return text
}

/** The state as REST and `sync` send it (WireState): shapes in code-unit order of their ids. */
export function stateJson(state: CanvasState, stateHash: string): string {
  const shapes = [...state.shapes()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  return stateJsonOf(state, stateHash, `[${shapes.map(shapeJson).join(',')}]`)
}

/** The same where the list of shapes is text already. */
export function stateJsonOf(
  { version, canvas }: Pick<CanvasState, 'version' | 'canvas'>,
  stateHash: string,
  shapes: string,
): string {
  return `{"version":${version},"stateHash":${JSON.stringify(stateHash)},"canvas":${JSON.stringify(canvas)},"shapes":${shapes}}`
}
