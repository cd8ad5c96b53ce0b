import type { CellValue } from '../change.ts'

/** A fragment of JSON Schema: plain data that describes what a grammar takes, for OpenAPI and tool inputs. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** What values a cell takes and their one normal form (OP7). */
export interface Grammar<T extends CellValue> {
  /** A value of its own in normal form (nothing of the input is kept by reference), or undefined where it is refused. */
  readonly normalise: (value: unknown) => T | undefined
  readonly schema: JsonSchema
  /** Completes the sentence "must be ...". */
  readonly expects: string
}
