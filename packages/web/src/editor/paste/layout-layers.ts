/** Something to be placed: its size, and what leads to what. Canvas units. */
export interface LayeredItem {
  readonly id: string
  readonly width: number
  readonly height: number
}

export type LayeredLink = readonly [from: string, to: string]

export interface Placement {
  /** Upper left corners. */
  readonly corners: ReadonlyMap<string, { readonly x: number; readonly y: number }>
  readonly width: number
  readonly height: number
}

const layerGap = 88
const siblingGap = 48
const sweeps = 6

/** The layer of each: below all that lead to it, but for links that lead back. */
function layersOf(ids: readonly string[], links: readonly LayeredLink[]): ReadonlyMap<string, number> {
  const next = new Map(ids.map((id) => [id, links.filter(([from]) => from === id).map(([, to]) => to)]))
  const state = new Map<string, 'open' | 'done'>()
  const finished: string[] = []
  const back = new Set<string>()
  const visit = (id: string): void => {
    state.set(id, 'open')
    for (const to of next.get(id) ?? []) {
      if (state.get(to) === 'open') back.add(JSON.stringify([id, to]))
      else if (!state.has(to)) visit(to)
    }
    state.set(id, 'done')
    finished.push(id)
  }
  for (const id of ids) if (!state.has(id)) visit(id)
  const layers = new Map(ids.map((id) => [id, 0]))
  for (const id of finished.reverse())
    for (const to of next.get(id) ?? [])
      if (!back.has(JSON.stringify([id, to])))
        layers.set(to, Math.max(layers.get(to) ?? 0, (layers.get(id) ?? 0) + 1))
  return layers
}

/** Puts every layer into the order of what it is linked to, there and back, so that few links cross. */
function untangle(rows: string[][], links: readonly LayeredLink[]): void {
  const beside = new Map<string, string[]>()
  for (const [a, b] of links) {
    beside.set(a, [...(beside.get(a) ?? []), b])
    beside.set(b, [...(beside.get(b) ?? []), a])
  }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const order = rows.map((_, at) => (sweep % 2 === 0 ? at : rows.length - 1 - at))
    for (const at of order) {
      const fixed = rows[at + (sweep % 2 === 0 ? -1 : 1)] ?? []
      const places = new Map(fixed.map((id, place) => [id, place / Math.max(1, fixed.length - 1)]))
      const row = rows[at] ?? []
      const weight = new Map(
        row.map((id, own) => {
          const found = (beside.get(id) ?? []).flatMap((other) => places.get(other) ?? [])
          const mean = found.reduce((sum, place) => sum + place, 0) / found.length
          return [id, found.length === 0 ? own / Math.max(1, row.length - 1) : mean]
        }),
      )
      rows[at] = [...row].sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0))
    }
  }
}

/**
 * Places things in layers, each in the middle of the next: what leads somewhere stands before it.
 * @param isSideways layers stand side by side instead of below each other
 * @param isReversed the last layer comes first
 */
export function layoutLayers(
  items: readonly LayeredItem[],
  links: readonly LayeredLink[],
  { isSideways, isReversed }: { readonly isSideways: boolean; readonly isReversed: boolean },
): Placement {
  const known = new Set(items.map(({ id }) => id))
  const within = links.filter(([from, to]) => from !== to && known.has(from) && known.has(to))
  const layers = layersOf([...known], within)
  const rows: string[][] = []
  for (const { id } of items) {
    const at = layers.get(id) ?? 0
    while (rows.length <= at) rows.push([])
    rows[at]?.push(id)
  }
  untangle(rows, within)
  if (isReversed) rows.reverse()
  const sizes = new Map(items.map((item) => [item.id, item]))
  const along = (id: string) => (isSideways ? sizes.get(id)?.width : sizes.get(id)?.height) ?? 0
  const across = (id: string) => (isSideways ? sizes.get(id)?.height : sizes.get(id)?.width) ?? 0
  const lengthOf = (row: readonly string[]) =>
    row.reduce((sum, id) => sum + across(id), 0) + siblingGap * Math.max(0, row.length - 1)
  const breadth = Math.max(0, ...rows.map(lengthOf))
  const corners = new Map<string, { x: number; y: number }>()
  let depth = 0
  for (const row of rows) {
    const thickness = Math.max(0, ...row.map(along))
    let at = (breadth - lengthOf(row)) / 2
    for (const id of row) {
      const main = depth + (thickness - along(id)) / 2
      corners.set(id, isSideways ? { x: main, y: at } : { x: at, y: main })
      at += across(id) + siblingGap
    }
    depth += thickness + layerGap
  }
  depth = Math.max(0, depth - layerGap)
  return { corners, width: isSideways ? depth : breadth, height: isSideways ? breadth : depth }
}
