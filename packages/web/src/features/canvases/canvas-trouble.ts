import type { ConnectionStatus } from '@flowstate/client'
import { closeCodes } from '@flowstate/protocol'
import { isSignedOut } from './signed-out.ts'

/** What has ended, or waits for a person: nothing the app mends by itself. */
export type Trouble = 'lost' | 'outdated' | 'closed' | 'full' | 'locked' | 'forbidden'

/** What a person has to know about the connection, beyond whether everything is saved; null for nothing. */
export function troubleWith(connection: ConnectionStatus): Trouble | null {
  switch (connection.name) {
    case 'paused':
      if (connection.code === 'canvas_full') return 'full'
      return connection.code === 'canvas_locked' ? 'locked' : 'forbidden'
    case 'stopped': {
      const { reason } = connection
      if (reason.kind === 'outdated') return 'outdated'
      // Who is signed out goes on drawing: the save state says so, and has the way back in.
      if (reason.kind === 'stopped' || isSignedOut(connection)) return null
      if (reason.code === closeCodes.notFound.code) return 'lost'
      return reason.code === closeCodes.clientTooOld.code ? 'outdated' : 'closed'
    }
    default:
      return null
  }
}
