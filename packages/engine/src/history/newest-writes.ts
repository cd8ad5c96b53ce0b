import { type CellWrite, writesOf } from './cell-write.ts'
import { nextPageRows, readMarks, readRows, sortedPage } from './history-pages.ts'
import { type HistoryRow, isWriteKind, type Planner, type Subject } from './history-row.ts'
import { type RowActivity, setVersions } from './row-activity.ts'
import { type JudgedRow, type WriteTrack, writeTrack } from './write-track.ts'

/**
 * The rows a plan switches: `off` for undo and revert, `on` for redo. `undoneAt` is the undo row that a redo takes back:
 * shapes go back to where they stood just before it (UN2).
 */
export type RowSwitch =
  | { readonly direction: 'off'; readonly versions: ReadonlySet<number> }
  | { readonly direction: 'on'; readonly versions: ReadonlySet<number>; readonly undoneAt: number }

export interface WriteSearch {
  readonly wanted: ReadonlyMap<Subject, ReadonlySet<string> | 'all'>
  readonly rowSwitch: RowSwitch
  /** Learns what the search reads. */
  readonly activity: RowActivity
  /** Versions below this are searched: head + 1. */
  readonly before: number
}

function judge(row: HistoryRow, { rowSwitch, activity }: WriteSearch): JudgedRow {
  const isSwitched = rowSwitch.versions.has(row.version)
  const isWrite = isWriteKind(row.kind)
  const isActive = isWrite && activity.isActive(row)
  return {
    version: row.version,
    ...(row.userId !== undefined && { userId: row.userId }),
    countsBefore: isWrite && (isSwitched ? rowSwitch.direction === 'off' : isActive),
    countsAfter: isWrite && (isSwitched ? rowSwitch.direction === 'on' : isActive),
    countedAfter: (version) => isWrite && activity.isActive(row, version + 1),
    isFirstCreation: row.kind === 'edit' || row.kind === 'import',
  }
}

/**
 * Finds the newest active writes of cells (UN1), before and after the switch, reading the log newest first and no further
 * than needed.
 */
export function* findNewestWrites(search: WriteSearch): Planner<ReadonlyMap<Subject, WriteTrack>> {
  const tracks = new Map<Subject, WriteTrack>()
  const { rowSwitch } = search
  const stoodBefore = rowSwitch.direction === 'on' ? rowSwitch.undoneAt : 0
  for (const [subject, cells] of search.wanted) tracks.set(subject, writeTrack(subject, cells, stoodBefore))
  let open = [...tracks.values()].filter((track) => !track.isClosed)
  let before = search.before
  let limit = Math.max(16, Math.min(open.length * 2, 512))
  while (open.length > 0) {
    const wanted = open.map((track) => track.wanted())
    const page = sortedPage(yield* readRows({ need: 'shape_rows', wanted, before, limit }), before)
    const relevant = relevantRows(page, tracks)
    yield* learnActivity(relevant, search)
    for (const { row, writes } of relevant) {
      const judged = judge(row, search)
      for (const { track, write } of writes) track.feed(judged, write)
    }
    const oldest = page.at(-1)
    if (oldest === undefined || page.length < limit) break
    before = oldest.version
    limit = nextPageRows(limit)
    open = open.filter((track) => !track.isClosed)
  }
  return tracks
}

interface RelevantRow {
  readonly row: HistoryRow
  readonly writes: readonly { readonly track: WriteTrack; readonly write: CellWrite }[]
}

/** Rows that write what is still looked for: only theirs is the activity that has to be known. */
function relevantRows(
  page: readonly HistoryRow[],
  tracks: ReadonlyMap<Subject, WriteTrack>,
): readonly RelevantRow[] {
  const relevant: RelevantRow[] = []
  for (const row of page) {
    const writes: { track: WriteTrack; write: CellWrite }[] = []
    for (const write of writesOf(row.changes)) {
      const track = tracks.get(write.subject)
      if (track?.isLookingFor(write) === true) writes.push({ track, write })
    }
    if (writes.length > 0) relevant.push({ row, writes })
  }
  return relevant
}

function* learnActivity(
  relevant: readonly RelevantRow[],
  { rowSwitch, activity }: WriteSearch,
): Planner<void> {
  const versions = new Set<number>()
  for (const { row } of relevant) {
    if (!isWriteKind(row.kind)) continue
    // Whether a row that is switched off counted before, nobody asks.
    if (rowSwitch.direction === 'off' && rowSwitch.versions.has(row.version)) continue
    for (const version of setVersions(row)) versions.add(version)
  }
  if (versions.size === 0) return
  for (const mark of yield* readMarks([...versions])) activity.see(mark)
}
