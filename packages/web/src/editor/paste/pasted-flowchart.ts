import { type Cells, type Point, type ProposedChange, unionBounds } from '@flowstate/engine'
import type { Editor } from '../editor.ts'
import { placedPoints } from '../tools/linear-tool.ts'
import { newShape } from '../tools/new-shape.ts'
import type { FlowEdge, FlowIds, FlowNode } from './flowchart.ts'
import { type FlowBox, layoutFlowchart } from './layout-flowchart.ts'
import { sizeOfText } from './pasted-table.ts'
import type { PastedShapes } from './pasted-text.ts'
import { readFlowchart } from './read-flowchart.ts'

/** Room around a label, and the least a node takes, in canvas units. */
const room = { width: 40, height: 32 } as const
const least = { width: 110, height: 60 } as const
const labelWidthMax = 280

/** How much larger a shape is than the box its label needs. */
const stretch: { readonly [Kind in FlowNode['kind']]: readonly [number, number] } = {
  rectangle: [1, 1],
  rounded: [1.1, 1],
  diamond: [1.6, 1.7],
  ellipse: [1.3, 1.3],
  hexagon: [1.35, 1.1],
  cylinder: [1, 1.5],
}

const lines: { readonly [Line in Exclude<FlowEdge['line'], 'unseen'>]: Cells } = {
  plain: {},
  thick: { strokeWidth: 4 },
  dashed: { dash: 'dashed' },
}

function sizeOfNode(editor: Editor, { label, kind }: FlowNode): { width: number; height: number } {
  const text = sizeOfText(editor, label)
  const { width, height } = text.width > labelWidthMax ? sizeOfText(editor, label, labelWidthMax) : text
  const [wider, higher] = stretch[kind]
  return {
    width: Math.round(Math.max(least.width, width + room.width) * wider),
    height: Math.round(Math.max(least.height, height + room.height) * higher),
  }
}

function nodeCells(
  { label, kind }: FlowNode,
  { x, y, width, height }: FlowBox,
): { kind: string; cells: Cells } {
  const text = label === '' ? {} : { text: label }
  const cells: Cells = { position: [x, y], size: [width, height], ...text }
  return kind === 'rounded' ? { kind: 'rectangle', cells: { ...cells, corner: 32 } } : { kind, cells }
}

/** From middle to middle, tied there; to itself it goes round on the right. */
function edgeCells(edge: FlowEdge, boxes: ReadonlyMap<string, FlowBox>, ids: FlowIds): Cells | null {
  const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)]
  const [start, end] = [ids.get(edge.from), ids.get(edge.to)]
  if (edge.line === 'unseen' || from === undefined || to === undefined || !start || !end) return null
  const middle = ({ x, y, width, height }: FlowBox): Point => ({ x: x + width / 2, y: y + height / 2 })
  const { x, y, width, height } = from
  const right = x + width
  const round = [
    { x: right, y: y + height * 0.3 },
    { x: right + 48, y: y + height * 0.3 },
    { x: right + 48, y: y + height * 0.7 },
    { x: right, y: y + height * 0.7 },
  ]
  const isLoop = edge.from === edge.to
  return {
    ...placedPoints(isLoop ? round : [middle(from), middle(to)]),
    start: { shapeId: start, anchor: isLoop ? [1, 0.3] : [0.5, 0.5] },
    end: { shapeId: end, anchor: isLoop ? [1, 0.7] : [0.5, 0.5] },
    startHead: edge.startHead,
    endHead: edge.endHead,
    ...(edge.label === '' ? {} : { text: edge.label }),
    ...lines[edge.line],
  }
}

/** A flowchart of Mermaid as shapes with arrows tied to them and frames for its groups; null for what is not understood. */
export function pastedFlowchart(editor: Editor, text: string, at: Point): PastedShapes | null {
  const chart = readFlowchart(text)
  if (chart === null) return null
  const { style } = editor.store.getState()
  const laid = layoutFlowchart(chart, (node) => sizeOfNode(editor, node))
  const all = unionBounds(
    [...laid.values()].map(({ x, y, width, height }) => ({
      minX: x,
      minY: y,
      maxX: x + width,
      maxY: y + height,
    })),
  )
  const [dx, dy] = [
    at.x - ((all?.minX ?? 0) + (all?.maxX ?? 0)) / 2,
    at.y - ((all?.minY ?? 0) + (all?.maxY ?? 0)) / 2,
  ]
  const boxes = new Map(
    [...laid].map(([id, box]) => [id, { ...box, x: Math.round(box.x + dx), y: Math.round(box.y + dy) }]),
  )
  const ids = new Map([...boxes.keys()].map((id) => [id, editor.newShapeId()]))
  const parentOf = (group: string | null) => (group === null ? null : (ids.get(group) ?? null))
  const changes: ProposedChange[] = []
  const create = (id: string | null, group: string | null, made: { kind: string; cells: Cells }): void => {
    const shapeId = (id === null ? undefined : ids.get(id)) ?? editor.newShapeId()
    const shape = newShape({ id: shapeId, ...made }, style)
    changes.push({ kind: 'create', shape: { ...shape, parentId: parentOf(group) } })
  }
  for (const { id, label, group } of chart.groups) {
    const { x, y, width, height } = boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }
    create(id, group, {
      kind: 'frame',
      cells: { position: [x, y], size: [width, height], name: label.slice(0, 200) },
    })
  }
  const groups = new Map(chart.nodes.map(({ id, group }) => [id, group]))
  for (const edge of chart.edges) {
    const cells = edgeCells(edge, boxes, ids)
    const [from, to] = [groups.get(edge.from) ?? null, groups.get(edge.to) ?? null]
    if (cells !== null) create(null, from === to ? from : null, { kind: 'arrow', cells })
  }
  for (const node of chart.nodes) {
    const box = boxes.get(node.id)
    if (box !== undefined) create(node.id, node.group, nodeCells(node, box))
  }
  const selected = changes.flatMap((change) =>
    change.kind === 'create' && change.shape.parentId === null ? [change.shape.id] : [],
  )
  return { changes, selected, label: 'paste flowchart' }
}
