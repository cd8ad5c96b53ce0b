import type { Place } from '../change.ts'
import type { UserId } from '../ids.ts'
import { type CellWrite, isPlace, type WrittenValue } from './cell-write.ts'
import { aliveCell, type Subject, type WantedCells } from './history-row.ts'

/** Which row wrote, and whose it is. */
export interface WriteSource {
  readonly version: number
  readonly userId?: UserId
}

/** A row as the search sees it: whether its writes count before the switch that is planned, and whether after it. */
export interface JudgedRow extends WriteSource {
  readonly countsBefore: boolean
  readonly countsAfter: boolean
  /** Whether its writes counted once the row with this version was written. */
  countedAfter(version: number): boolean
  /** Nothing older can touch a shape this row creates, because an id is created once (OP3). */
  readonly isFirstCreation: boolean
}

/** What is known of one cell: its newest active write before the switch, and after it. Absent: no such write. */
export interface CellTrack {
  before?: WriteSource
  after?: WriteSource
  value: WrittenValue
  settled: boolean
}

/**
 * The search for the newest writes of one subject. Fed newest first; `isClosed` when older rows can tell nothing new. The
 * text of a shape is not among its cells here: `planTexts` looks after its characters (TX3).
 */
export interface WriteTrack {
  readonly subject: Subject
  readonly cells: ReadonlyMap<string, CellTrack>
  /**
   * Where rows of any kind, rebalances among them, had put the shape when `stoodBefore` came; undefined also where other
   * writes counted then than count after the switch. A shape that was dead then is where it was put last, when that was.
   */
  readonly stood: Place | undefined
  /** Kind of the shape, once the create that counts after the switch is found. */
  readonly shapeKind: string | undefined
  readonly isClosed: boolean
  /** Whether a write can tell something new; once not, never again. */
  isLookingFor(write: CellWrite): boolean
  feed(row: JudgedRow, write: CellWrite): void
  /** What is still looked for. */
  wanted(): WantedCells
}

/**
 * @param wanted the cells looked for, or `'all'`: every cell, as far back as the create that counts after the switch
 * @param stoodBefore the version before which `stood` is looked for, as long as the place is; 0 for not at all
 */
export function writeTrack(
  subject: Subject,
  wanted: ReadonlySet<string> | 'all',
  stoodBefore: number,
): WriteTrack {
  const cells = new Map<string, CellTrack>()
  if (wanted !== 'all') for (const cell of wanted) cells.set(cell, { value: undefined, settled: false })
  let shapeKind: string | undefined
  let stood: { readonly place: Place; readonly version: number } | undefined
  /** Whether writes have come to count or ceased to, since the shape was put where it stood; and since `stoodBefore`. */
  let hasChangedSincePut = false
  let hasChangedSince = false
  /** Whether the shape lived when `stoodBefore` came, if a write before that says so; and whether it came to life since. */
  let lived: boolean | undefined
  let isRevivedSince = false
  let isClosed = wanted !== 'all' && wanted.size === 0
  /** A create writes absent cells too: the newest one is the newest write of every cell nobody wrote since. */
  let newestBase: WriteSource | undefined

  function trackOf(cell: string): CellTrack | undefined {
    let track = cells.get(cell)
    if (track === undefined && wanted === 'all') {
      track = { value: undefined, settled: false, ...(newestBase !== undefined && { before: newestBase }) }
      cells.set(cell, track)
    }
    return track
  }

  function meet(track: CellTrack, row: JudgedRow, value: WrittenValue): void {
    if (track.settled) return
    if (row.countsBefore) track.before ??= row
    if (!row.countsAfter) return
    track.after = row
    track.value = value
    track.settled = true
  }

  function meetBase(row: JudgedRow, write: Extract<CellWrite, { kind: 'base' }>): void {
    for (const cell of write.cells.keys()) if (!isText(subject, cell)) trackOf(cell)
    for (const [cell, track] of cells) if (cell !== aliveCell) meet(track, row, write.cells.get(cell))
    if (row.countsBefore) newestBase ??= row
    if (row.countsAfter) shapeKind = write.shapeKind
    if (row.countsAfter || row.isFirstCreation) isClosed = true
  }

  /** Where and whether the shape stood does not depend on what counts now: rows of any kind tell. */
  function lookBack(row: JudgedRow, write: CellWrite): void {
    if (row.version >= stoodBefore) {
      if (write.kind === 'base') isRevivedSince = true
      return
    }
    if (write.kind === 'cell' && write.cell === aliveCell) lived ??= write.value === true
    const place = cells.get('place')?.settled === true ? undefined : placeIn(write)
    if (place === undefined) return
    stood ??= { place, version: row.version }
    if (row.countedAfter(stood.version) !== row.countsAfter) hasChangedSincePut = true
    if (row.countedAfter(stoodBefore - 1) !== row.countsAfter) hasChangedSince = true
  }

  function closeIfSettled(): void {
    const alive = cells.get(aliveCell)
    // A shape that will be dead has no cells to look for.
    if (wanted === 'all' && alive?.settled === true && alive.value === false) isClosed = true
    if (wanted !== 'all' && [...cells.values()].every((track) => track.settled)) isClosed = true
  }

  return {
    subject,
    cells,
    get stood() {
      const wasDead = !(lived ?? !isRevivedSince)
      return (wasDead ? hasChangedSincePut : hasChangedSince) ? undefined : stood?.place
    },
    get shapeKind() {
      return shapeKind
    },
    get isClosed() {
      return isClosed
    },
    isLookingFor(write) {
      if (isClosed || write.kind === 'base') return !isClosed
      if (write.kind === 'delta' || isText(subject, write.cell)) return false
      const track = cells.get(write.cell)
      return track === undefined ? wanted === 'all' : !track.settled
    },
    feed(row, write) {
      if (isClosed) return
      lookBack(row, write)
      if (write.kind === 'base') {
        meetBase(row, write)
      } else {
        if (write.kind === 'delta' || isText(subject, write.cell)) return
        const track = trackOf(write.cell)
        if (track === undefined || track.settled) return
        meet(track, row, write.value)
      }
      closeIfSettled()
    },
    wanted() {
      const settled = [...cells].filter(([, track]) => track.settled).map(([cell]) => cell)
      if (wanted === 'all') return { subject, except: ['text', ...settled] }
      return { subject, cells: [...wanted].filter((cell) => !settled.includes(cell)) }
    },
  }
}

/** Whether a cell is the text of a shape. */
export function isText(subject: Subject, cell: string): boolean {
  return cell === 'text' && subject !== '@canvas'
}

function placeIn(write: CellWrite): Place | undefined {
  if (write.kind === 'delta') return undefined
  const value = write.kind === 'base' ? write.cells.get('place') : write.cell === 'place' && write.value
  return isPlace(value) ? value : undefined
}
