import type { ConnectionStatus } from '@flowstate/client'
import { closeCodes } from '@flowstate/protocol'

/** Whether the login has ended, here or from another device: what is drawn waits in the outbox until the person is back. */
export function isSignedOut(connection: ConnectionStatus): boolean {
  if (connection.name !== 'stopped' || connection.reason.kind !== 'closed') return false
  return connection.reason.code === closeCodes.unauthenticated.code
}
