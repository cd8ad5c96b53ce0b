import type { BulkFrame, Frame } from './wire-frame.ts'

/** What a session needs of its connection: a WebSocket in production, a simulated link in the simulator. */
export interface SessionSocket {
  send(frame: Frame): void
  /**
   * Writes a large frame in pieces. `send` must not be called before `written` has been; it is called at once when the
   * frame is small. After a close it is never called.
   */
  sendBulk(frame: BulkFrame, written: () => void): void
  /** Bytes accepted and not yet handed to the network, a bulk frame's rest included. */
  bufferedBytes(): number
  ping(): void
  /** Stops reading from the peer; what was read already may still arrive. */
  pause(): void
  resume(): void
  /** Says goodbye; the connection ends soon, whether the peer answers or not. */
  close(code: number, reason: string): void
}

/** What a connection tells its session. */
export interface SocketEvents {
  receive(text: string): void
  ponged(): void
  /** Everything accepted has been handed to the network. */
  drained(): void
  /** The connection is gone; called once. */
  closed(): void
}
