import { rowSchema } from './limits.ts'
import { err, ok, type Result } from './result.ts'

/** A row this code cannot read: the canvas opens read-only, and says why (CM13). */
export interface RowTooNew {
  readonly code: 'row_too_new'
  readonly version: number
  readonly schema: number
  readonly schemaMax: number
}

interface StoredRow {
  readonly version: number
  readonly schema: number
}

/**
 * Lifts a row to the newest schema, after its hash was verified as written (CM14). Schema 1 is the newest there is, so
 * there is nothing to lift yet; every later schema adds its step here and keeps it for ever.
 */
export function liftRow<Row extends StoredRow>(row: Row): Result<Row, RowTooNew> {
  const { version, schema } = row
  if (schema > rowSchema) return err({ code: 'row_too_new', version, schema, schemaMax: rowSchema })
  return ok(row)
}
