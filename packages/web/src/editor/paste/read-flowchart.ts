import type { Flowchart, FlowDirection, FlowEdge, FlowGroup, FlowNode } from './flowchart.ts'
import { cleanLabel, labelAt } from './flowchart-label.ts'
import { linkAt } from './flowchart-link.ts'

/** More than this stays text: nobody wants as many shapes by a slip of the hand. */
const nodesMax = 300
const edgesMax = 600

const directions: { readonly [written: string]: FlowDirection } = {
  TB: 'down',
  TD: 'down',
  BT: 'up',
  LR: 'right',
  RL: 'left',
}

const name = /[\p{L}\p{N}_]+(?:[.-](?=[\p{L}\p{N}_])[\p{L}\p{N}_]+)*/uy
/** Colours and addresses: the drawing is the same without them. */
const looks = /^(?:style|classDef|class|linkStyle|click|direction|accTitle|accDescr)\b/

interface Reading {
  readonly nodes: Map<string, FlowNode>
  readonly edges: FlowEdge[]
  readonly groups: FlowGroup[]
  /** The groups one is in, the innermost last. */
  readonly open: string[]
}

function skipSpace(text: string, at: number): number {
  let next = at
  while (text[next] === ' ' || text[next] === '\t') next += 1
  return next
}

/** One node, made or mentioned; null where there is none. */
function nodeAt(
  text: string,
  at: number,
  reading: Reading,
): { readonly id: string; readonly end: number } | null {
  name.lastIndex = at
  const [id] = name.exec(text) ?? []
  if (id === undefined) return null
  const label = labelAt(text, at + id.length)
  const group = reading.open.at(-1) ?? null
  const known = reading.nodes.get(id)
  if (label !== null) {
    const said = { id, label: label.label, kind: label.kind }
    reading.nodes.set(id, { ...said, group: known === undefined ? group : (known.group ?? group) })
  } else if (known === undefined) reading.nodes.set(id, { id, label: id, kind: 'rectangle', group })
  else if (known.group === null && group !== null) reading.nodes.set(id, { ...known, group })
  const end = label?.end ?? at + id.length
  const dressed = /:::[\w-]+/y
  dressed.lastIndex = end
  return { id, end: end + (dressed.exec(text)?.[0].length ?? 0) }
}

/** Nodes with `&` between them. */
function nodesAt(
  text: string,
  at: number,
  reading: Reading,
): { readonly ids: string[]; readonly end: number } | null {
  const ids: string[] = []
  let end = at
  for (;;) {
    const node = nodeAt(text, skipSpace(text, end), reading)
    if (node === null) return null
    ids.push(node.id)
    end = skipSpace(text, node.end)
    if (text[end] !== '&') return { ids, end }
    end += 1
  }
}

/** Nodes and the links between them, all in one row. @returns whether all of it was understood */
function readChain(text: string, reading: Reading): boolean {
  let from = nodesAt(text, 0, reading)
  while (from !== null && from.end < text.length) {
    const found = linkAt(text, from.end)
    const to = found === null ? null : nodesAt(text, found.end, reading)
    if (found === null || to === null) return false
    const link = { ...found.link, label: cleanLabel(found.link.label) }
    for (const a of from.ids) for (const b of to.ids) reading.edges.push({ from: a, to: b, ...link })
    from = to
  }
  return from !== null
}

function openGroup(text: string, reading: Reading): void {
  const written = text.trim()
  const id = /^[\p{L}\p{N}_.-]+(?=\s*\[)/u.exec(written)?.[0]
  const label = id === undefined ? null : labelAt(written, written.indexOf('['))
  const group = {
    id: id ?? (written || `group ${reading.groups.length}`),
    group: reading.open.at(-1) ?? null,
  }
  reading.groups.push({ ...group, label: label?.label ?? cleanLabel(written.replace(/^"(.*)"$/, '$1')) })
  reading.open.push(group.id)
}

function readStatement(statement: string, reading: Reading): boolean {
  if (looks.test(statement)) return true
  if (statement === 'end') return reading.open.pop() !== undefined
  const [, group] = /^subgraph\b(.*)$/.exec(statement) ?? []
  if (group === undefined) return readChain(statement, reading)
  openGroup(group, reading)
  return true
}

/** Lines and what stands between semicolons, but for those in quotes and brackets. */
function statementsOf(text: string): readonly string[] {
  const bare = text.replace(/^\s*```mermaid\s*\n/, '').replace(/\n\s*```\s*$/, '')
  return bare
    .split(/\r?\n/)
    .filter((line) => !line.trim().startsWith('%%'))
    .flatMap((line) => line.match(/(?:"[^"]*"|\[[^\]]*\]|[^;"[]|["[])+/g) ?? [])
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

/** Reads a flowchart of Mermaid; null for anything that is not understood as a whole. */
export function readFlowchart(text: string): Flowchart | null {
  const [first = '', ...statements] = statementsOf(text)
  const [, written = ''] = /^(?:graph|flowchart)\s+(\w+)$/i.exec(first) ?? []
  const direction = directions[written.toUpperCase()]
  if (direction === undefined) return null
  const reading: Reading = { nodes: new Map(), edges: [], groups: [], open: [] }
  for (const statement of statements) if (!readStatement(statement, reading)) return null
  const { nodes, edges, groups, open } = reading
  // A link to a group has nothing to be tied to.
  const isTied =
    groups.some(({ id }) => nodes.has(id)) || new Set(groups.map(({ id }) => id)).size < groups.length
  if (open.length > 0 || nodes.size === 0 || isTied) return null
  if (nodes.size > nodesMax || edges.length > edgesMax) return null
  return { direction, nodes: [...nodes.values()], edges, groups }
}
