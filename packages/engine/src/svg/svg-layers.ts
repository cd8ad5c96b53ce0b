import { boundsAroundBox } from '../geometry/own-box.ts'
import type { Shape } from '../shapes/shape.ts'
import { clipsChildren } from './svg-content.ts'
import type { SvgDefinitions } from './svg-definitions.ts'
import { element, type Markup } from './svg-markup.ts'
import type { SvgNode } from './svg-source.ts'

/**
 * Everything in paint order, what is in a frame cut by it.
 * @param markupOf what a shape looks like; undefined leaves it out, but not what is in it
 */
export function layeredMarkup(
  nodes: readonly SvgNode[],
  definitions: SvgDefinitions,
  markupOf: (shape: Shape) => Markup | undefined,
): readonly Markup[] {
  const layers: Markup[] = []
  for (const { shape, children } of nodes) {
    const own = markupOf(shape)
    if (own !== undefined) layers.push(own)
    if (children.length === 0) continue
    const inner = layeredMarkup(children, definitions, markupOf)
    if (inner.length === 0) continue
    if (!clipsChildren(shape)) layers.push(...inner)
    else layers.push(element('g', { 'clip-path': definitions.clipBox(boundsAroundBox(shape)) }, inner))
  }
  return layers
}
