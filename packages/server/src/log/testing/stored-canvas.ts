import type { ClientId, OperationId } from '@flowstate/engine'
import type { ClientSeq, LogHead, StoredAnswer, StoredRow, StoredSnapshot } from '../log-store.ts'

/** Everything a store holds of one canvas. */
export interface MemoryCanvas {
  head: LogHead
  readonly rows: StoredRow[]
  readonly rowsById: Map<OperationId, StoredRow>
  readonly answers: Map<OperationId, StoredAnswer & { readonly commitNo: number }>
  readonly clients: Map<ClientId, ClientSeq>
  readonly snapshots: Map<number, StoredSnapshot>
}
