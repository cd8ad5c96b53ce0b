import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { ClientId, OperationId, ProposedChange } from '@flowstate/engine'

/** What somebody was told about an operation. */
export type JournalEntry = {
  readonly id: OperationId
  readonly clientId: ClientId
  readonly seq: number
} & (
  | {
      readonly outcome: 'committed'
      readonly version: number
      /** As submitted; absent for undo and redo. */
      readonly changes?: readonly ProposedChange[]
    }
  | { readonly outcome: 'answered'; readonly reason: string }
  | { readonly outcome: 'rejected'; readonly code: string }
)

/** The checker's own record, on disk before anything else happens, so that it depends on nobody's memory. */
export interface AckJournal {
  add(entries: readonly JournalEntry[]): void
  /** Reads the file, not what was kept in memory. */
  read(): readonly JournalEntry[]
  close(): void
}

export function openAckJournal(directory: string, name: string): AckJournal {
  const path = join(directory, `${name}.jsonl`)
  const file = openSync(path, 'a')
  return {
    add(entries) {
      if (entries.length === 0) return
      writeSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
      fsyncSync(file)
    },
    read: () =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line): JournalEntry => JSON.parse(line)),
    close: () => closeSync(file),
  }
}
