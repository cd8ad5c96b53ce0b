import { type ClientId, limits, type ShapeId, type TextSince, textDeltasAmong } from '@flowstate/engine'
import type { CanvasLogsDeps } from './commit-deps.ts'
import type { CommitDraft } from './commit-draft.ts'
import type { LiveCanvas } from './live-canvas.ts'
import type { LogRow } from './log-row.ts'
import { parseStoredRow } from './log-row-codec.ts'
import type { StoredRow } from './log-store.ts'
import type { PreparedRequest } from './request-intake.ts'

/** More texts than this with a base from before the rows in memory meet `text_conflict`: nobody types into so many. */
const olderTextsMax = 16
const pageRows = 250

/** Rows that touched one shape in (base, upTo], for a base from before the rows in memory. */
interface OlderText {
  readonly upTo: number
  /** In version order; null: more than a text change is transformed over. */
  readonly rows: readonly LogRow[] | null
}

/** Read before judging, by shape and base: rows of the past do not change, so they stay good however the head moves. */
export type OlderTexts = Map<string, OlderText>

function keyOf(id: ShapeId, base: number): string {
  return `${id} ${base}`
}

async function readOlderText(
  canvas: LiveCanvas,
  { id, base }: { readonly id: ShapeId; readonly base: number },
  deps: Pick<CanvasLogsDeps, 'store'>,
): Promise<OlderText> {
  const { key, version: upTo } = canvas.head
  const found: StoredRow[] = []
  let before = upTo + 1
  while (before > base + 1) {
    const page = await deps.store.history.shapeRows({ key, before, limit: pageRows, subjects: [id] })
    for (const row of page) if (row.version > base) found.push(row)
    if (found.length > limits.textDeltasSinceBaseMax) return { upTo, rows: null }
    before = page.length < pageRows ? 0 : (page.at(-1)?.version ?? 0)
  }
  return { upTo, rows: found.reverse().map((row) => parseStoredRow(canvas.canvasId, row)) }
}

/** Reads what judging the text changes of a group needs beyond the rows in memory. */
export async function readOlderTexts(
  canvas: LiveCanvas,
  group: readonly { readonly prepared: PreparedRequest }[],
  deps: Pick<CanvasLogsDeps, 'store'>,
  into: OlderTexts,
): Promise<void> {
  const { head, tail } = canvas
  for (const { prepared } of group) {
    if (prepared.content.kind !== 'proposal') continue
    for (const change of prepared.content.proposal.changes) {
      if (change.kind !== 'text' || change.base >= head.version) continue
      const key = keyOf(change.id, change.base)
      if (into.size >= olderTextsMax || into.has(key) || tail.read(change.base, head.version) !== null)
        continue
      if (canvas.state.get(change.id) === undefined) continue
      into.set(key, await readOlderText(canvas, change, deps))
    }
  }
}

function rowsSince(
  canvas: LiveCanvas,
  older: OlderTexts,
  id: ShapeId,
  base: number,
): readonly LogRow[] | null {
  const { head, tail } = canvas
  if (base >= head.version) return []
  const recent = tail.read(base, head.version)
  if (recent !== null) return recent
  const read = older.get(keyOf(id, base))
  if (read === undefined || read.rows === null) return null
  if (read.upTo >= head.version) return read.rows
  const newer = tail.read(read.upTo, head.version)
  return newer === null ? null : [...read.rows, ...newer]
}

/**
 * What others did to a text since the base of a change, draft included (TX1). A row of the sender's own above the base was
 * not applied when the change was made, against TX2: where its offsets point nobody can tell. Nor can anybody where the
 * contents of a row have been removed (CM12). Both are conflicts.
 */
export function textSince(
  canvas: LiveCanvas,
  draft: CommitDraft,
  older: OlderTexts,
  clientId: ClientId | undefined,
): TextSince {
  return (id, base) => {
    const before = rowsSince(canvas, older, id, base)
    if (before === null) return 'conflict'
    const operations = [...before, ...draft.rows].map((row) => row.operation)
    for (const operation of operations) {
      if (operation.redacted === true) return 'conflict'
      const isOwn = clientId !== undefined && operation.clientId === clientId
      if (isOwn && textDeltasAmong([operation], id).length > 0) return 'conflict'
    }
    return textDeltasAmong(operations, id)
  }
}
