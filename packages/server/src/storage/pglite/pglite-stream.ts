import { Duplex } from 'node:stream'

/** How a stream reaches the database thread. */
export interface PgliteLink {
  connect(): void
  send(bytes: Uint8Array<ArrayBuffer>): void
}

const typeBytes = { query: 0x51, sync: 0x53, password: 0x70 } as const
const endsUnit: ReadonlySet<number> = new Set(Object.values(typeBytes))

/**
 * Takes the place of the TCP socket under a `pg` client, so that the very same client code, prepared statements and type
 * parsers serve PostgreSQL and the embedded database. The embedded database wants whole units of the protocol (up to and
 * including a Query or a Sync): what is written is cut there.
 */
export class PgliteStream extends Duplex {
  readonly #link: PgliteLink
  #pending: Buffer[] = []
  #started = false

  constructor(link: PgliteLink) {
    super()
    this.#link = link
  }

  /** Called by `pg` as on a socket; answered with the event `connect`. */
  connect(): void {
    this.#link.connect()
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  override _read(): void {
    // Answers are pushed as they arrive.
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#pending.push(chunk)
    this.#sendUnits()
    done()
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    for (const { chunk } of chunks) this.#pending.push(chunk)
    this.#sendUnits()
    done()
  }

  override _final(done: () => void): void {
    this.push(null)
    done()
  }

  #sendUnits(): void {
    const bytes =
      this.#pending.length === 1 ? (this.#pending[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#pending)
    const end = this.#endOfLastUnit(bytes)
    if (end > 0) this.#link.send(new Uint8Array(bytes.subarray(0, end)))
    this.#pending = end < bytes.length ? [bytes.subarray(end)] : []
  }

  #endOfLastUnit(bytes: Buffer): number {
    let end = 0
    let at = 0
    while (true) {
      // The startup message alone has no type byte before its length.
      const lengthAt = this.#started ? at + 1 : at
      if (bytes.length < lengthAt + 4) return end
      const next = lengthAt + bytes.readUInt32BE(lengthAt)
      if (bytes.length < next) return end
      if (!this.#started || endsUnit.has(bytes[at] ?? 0)) end = next
      this.#started = true
      at = next
    }
  }
}
