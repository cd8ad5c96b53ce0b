import type { Change } from '../change.ts'
import type { HistoryRow } from '../history/history-row.ts'
import type { ShapeId } from '../ids.ts'

/** One character, with the version that inserted it and those that deleted it (TX3). */
interface Character {
  readonly unit: string
  readonly insertedBy: number | null
  readonly deletedBy: number[]
}

/** A whole text and what was typed into it. */
interface Typed {
  readonly characters: Character[]
  isAbsent: boolean
}

function firstPartOf(row: HistoryRow): number {
  return row.version - (row.part?.[0] ?? 1) + 1
}

function isWrite({ kind }: HistoryRow): boolean {
  return kind !== 'undo' && kind !== 'redo' && kind !== 'system'
}

/**
 * The text of a shape by the letter of TX3 and TX4, character by character over the whole log: slow and plain. Undefined is
 * an absent text.
 */
export function slowText(rows: readonly HistoryRow[], id: ShapeId): string | undefined {
  const writes: { version: number; typed: Typed }[] = []
  const inactive = new Set<number>()
  let isAlive = false

  const current = (): Typed =>
    writes.findLast(({ version }) => !inactive.has(version))?.typed ?? { characters: [], isAbsent: true }
  const isShown = ({ insertedBy, deletedBy }: Character): boolean =>
    (insertedBy === null || !inactive.has(insertedBy)) && deletedBy.every((version) => inactive.has(version))

  function begin(version: number, value: unknown): void {
    const units = typeof value === 'string' ? value.split('') : []
    const characters = units.map((unit) => ({ unit, insertedBy: null, deletedBy: [] }))
    writes.push({ version, typed: { characters, isAbsent: typeof value !== 'string' } })
  }

  function type(version: number, delta: readonly (number | string)[]): void {
    const typed = current()
    const { characters } = typed
    let at = 0
    for (const item of delta) {
      if (typeof item === 'string') {
        const inserted = item.split('').map((unit) => ({ unit, insertedBy: version, deletedBy: [] }))
        characters.splice(at, 0, ...inserted)
        at += inserted.length
        continue
      }
      for (let left = Math.abs(item); left > 0 && at < characters.length; at++) {
        const character = characters[at] as Character
        if (!isShown(character)) continue
        if (item < 0) character.deletedBy.push(version)
        left -= 1
      }
    }
    typed.isAbsent = false
    writes.push({ version, typed })
  }

  function write(version: number, change: Change): void {
    if (change.kind === 'create' && change.shape.id === id) begin(version, change.shape.text)
    else if (change.kind === 'update' && change.id === id) {
      if (change.unset?.includes('text')) begin(version, undefined)
      else if (Object.hasOwn(change.set, 'text')) begin(version, change.set.text)
    } else if (change.kind === 'text' && change.id === id && isAlive) type(version, change.delta)
  }

  for (const row of rows) {
    for (const change of row.changes) {
      if (isWrite(row)) write(row.version, change)
      if (change.kind === 'create' && change.shape.id === id) isAlive = true
      if (change.kind === 'delete' && change.ids.includes(id)) isAlive = false
    }
    if (row.kind !== 'undo' && row.kind !== 'redo') continue
    const named = new Set((row.undoOf ?? []).map((version) => firstPartOf(rows[version - 1] as HistoryRow)))
    for (const other of rows) {
      if (!named.has(firstPartOf(other))) continue
      if (row.kind === 'undo') inactive.add(other.version)
      else inactive.delete(other.version)
    }
  }
  const { characters, isAbsent } = current()
  if (isAbsent) return undefined
  return characters
    .filter(isShown)
    .map(({ unit }) => unit)
    .join('')
}
