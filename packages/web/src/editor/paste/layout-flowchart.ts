import type { Flowchart, FlowNode } from './flowchart.ts'
import { type LayeredItem, layoutLayers } from './layout-layers.ts'

export interface FlowBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Room in a group around what is in it. */
const groupRoom = 40

/**
 * Where the nodes and groups of a flowchart go. What is in a group is laid out by itself; around it the group is one thing.
 * @param sizeOf how much room a node takes, in canvas units
 */
export function layoutFlowchart(
  { direction, nodes, edges, groups }: Flowchart,
  sizeOf: (node: FlowNode) => { readonly width: number; readonly height: number },
): ReadonlyMap<string, FlowBox> {
  const parents = new Map([...nodes, ...groups].map(({ id, group }) => [id, group]))
  const options = {
    isSideways: direction === 'left' || direction === 'right',
    isReversed: direction === 'up' || direction === 'left',
  }
  /** Itself or the group around it that stands directly in another one; null for what is elsewhere. */
  const directlyIn = (id: string, group: string | null): string | null => {
    let at: string | null = id
    while (at !== null && (parents.get(at) ?? null) !== group) at = parents.get(at) ?? null
    return at
  }
  const lay = (group: string | null): { boxes: Map<string, FlowBox>; width: number; height: number } => {
    const inner = new Map(groups.filter((one) => one.group === group).map(({ id }) => [id, lay(id)]))
    const items: LayeredItem[] = [
      ...nodes.filter((node) => node.group === group).map((node) => ({ id: node.id, ...sizeOf(node) })),
      ...[...inner].map(([id, { width, height }]) => ({
        id,
        width: width + groupRoom * 2,
        height: height + groupRoom * 2,
      })),
    ]
    const links = edges.flatMap(({ from, to }) => {
      const ends = [directlyIn(from, group), directlyIn(to, group)] as const
      return ends[0] === null || ends[1] === null ? [] : [[ends[0], ends[1]] as const]
    })
    const { corners, width, height } = layoutLayers(items, links, options)
    const boxes = new Map<string, FlowBox>()
    for (const { id, ...size } of items) {
      const { x, y } = corners.get(id) ?? { x: 0, y: 0 }
      boxes.set(id, { x, y, ...size })
      for (const [name, box] of inner.get(id)?.boxes ?? [])
        boxes.set(name, { ...box, x: box.x + x + groupRoom, y: box.y + y + groupRoom })
    }
    return { boxes, width, height }
  }
  return lay(null).boxes
}
