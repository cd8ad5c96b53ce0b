import type { CellValue } from '../change.ts'
import type { Grammar } from './grammar.ts'

/** One cell of a kind: the smallest thing two people can edit independently (OP3). */
export type Cell<T extends CellValue, Required extends boolean> = {
  readonly grammar: Grammar<T>
  /** A required cell is there from the create on and cannot be unset. */
  readonly required: Required
  /** What an absent cell means to whoever draws it. Undefined where absence has a meaning of its own. */
  readonly absent?: T
}

export type CellTable = { readonly [name: string]: Cell<CellValue, boolean> }

export function required<T extends CellValue>(grammar: Grammar<T>): Cell<T, true> {
  return { grammar, required: true }
}

export function optional<T extends CellValue>(grammar: Grammar<T>, absent?: T): Cell<T, false> {
  return absent === undefined ? { grammar, required: false } : { grammar, required: false, absent }
}

type RequiredNames<Table> = {
  [Name in keyof Table]: Table[Name] extends Cell<CellValue, true> ? Name : never
}[keyof Table]

type ValueOf<C> = C extends Cell<infer T, boolean> ? T : never

/** The TypeScript type of the cells a table describes. */
export type CellsOf<Table extends CellTable> = {
  readonly [Name in RequiredNames<Table>]: ValueOf<Table[Name]>
} & {
  readonly [Name in Exclude<keyof Table, RequiredNames<Table>>]?: ValueOf<Table[Name]>
}
