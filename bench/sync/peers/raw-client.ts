import { RawWebSocket } from '../load/raw-websocket.ts'

/** What every client has in common: a raw socket and its counters. */
export abstract class RawClient {
  protected readonly socket = new RawWebSocket()

  get bytesIn(): number {
    return this.socket.bytesIn
  }

  get framesIn(): number {
    return this.socket.framesIn
  }

  send(frame: Buffer): void {
    this.socket.send(frame)
  }

  close(): void {
    this.socket.close()
  }
}
