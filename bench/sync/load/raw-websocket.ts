import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

export const textFrame = 1
export const binaryFrame = 2

/** Any key but zero: the server has to unmask every byte. */
const mask = [0x5a, 0xa5, 0x3c, 0xc3] as const

/** A masked frame of a client, ready to be written (RFC 6455). */
export function clientFrame(opcode: number, content: Uint8Array | string): Buffer {
  const payload = typeof content === 'string' ? Buffer.from(content) : content
  const length = payload.length
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const out = Buffer.allocUnsafe(head + 4 + length)
  out[0] = 0x80 | opcode
  if (head === 2) out[1] = 0x80 | length
  else if (head === 4) {
    out[1] = 0x80 | 126
    out.writeUInt16BE(length, 2)
  } else {
    out[1] = 0x80 | 127
    out.writeBigUInt64BE(BigInt(length), 2)
  }
  out.set(mask, head)
  for (let i = 0; i < length; i++) out[head + 4 + i] = (payload[i] ?? 0) ^ (mask[i & 3] ?? 0)
  return out
}

/**
 * A small WebSocket client on a TCP socket, so that the load generator stays much cheaper than the servers: frames are
 * encoded beforehand, and what arrives is read in place from one buffer.
 */
export class RawWebSocket {
  bytesIn = 0
  framesIn = 0
  onMessage: (payload: Buffer, opcode: number) => void = () => {}
  onClose: (why: string) => void = () => {}
  private socket: Socket | undefined
  private rest: Buffer = Buffer.alloc(0)
  private restLength = 0
  private isOpen = false
  private isClosed = false
  private readonly fragments: Buffer[] = []
  private fragmentOpcode = 0

  connect(port: number, path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        if (!this.isOpen) reject(error)
        else if (!this.isClosed) this.onClose(error.message)
      }
      const onChunk = (count: number, chunk: Uint8Array) => {
        this.bytesIn += count
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, count)
        if (this.isOpen) this.feed(bytes)
        else this.openWith(bytes, resolve, fail)
        return true
      }
      const onread = { buffer: Buffer.allocUnsafe(65_536), callback: onChunk }
      this.socket = connect({ port, host: '127.0.0.1', noDelay: true, onread })
      this.socket.on('connect', () => this.sendHandshake(port, path))
      this.socket.on('error', fail)
      this.socket.on('close', () => fail(new Error('socket closed')))
    })
  }

  send(frame: Buffer): void {
    this.socket?.write(frame)
  }

  sendText(text: string): void {
    this.send(clientFrame(textFrame, text))
  }

  sendBinary(bytes: Uint8Array): void {
    this.send(clientFrame(binaryFrame, bytes))
  }

  close(): void {
    this.isClosed = true
    this.socket?.destroy()
  }

  private sendHandshake(port: number, path: string): void {
    const key = randomBytes(16).toString('base64')
    const lines = [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Key: ${key}`,
      'Sec-WebSocket-Version: 13',
    ]
    this.socket?.write(`${lines.join('\r\n')}\r\n\r\n`)
  }

  private openWith(chunk: Buffer, resolve: () => void, fail: (error: Error) => void): void {
    const bytes = Buffer.concat([this.rest.subarray(0, this.restLength), chunk])
    const end = bytes.indexOf('\r\n\r\n')
    if (end === -1) {
      this.keep(bytes, 0)
      return
    }
    const status = bytes.toString('latin1', 0, Math.min(end, 60))
    if (!status.includes(' 101')) {
      fail(new Error(`upgrade refused: ${status}`))
      return
    }
    this.isOpen = true
    this.restLength = 0
    resolve()
    // Whoever awaits `connect` sets its handlers before the first frame is read.
    setImmediate(() => this.feed(Buffer.alloc(0)))
    this.keep(bytes, end + 4)
  }

  private feed(chunk: Buffer): void {
    const bytes = this.restLength === 0 ? chunk : this.appendToRest(chunk)
    let at = 0
    for (;;) {
      const next = this.readFrame(bytes, at)
      if (next === at) break
      at = next
    }
    this.keep(bytes, at)
  }

  private appendToRest(chunk: Buffer): Buffer {
    const needed = this.restLength + chunk.length
    if (this.rest.length < needed) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.rest.length * 2))
      this.rest.copy(larger, 0, 0, this.restLength)
      this.rest = larger
    }
    chunk.copy(this.rest, this.restLength)
    this.restLength = needed
    return this.rest.subarray(0, needed)
  }

  /** Reads one whole frame; answers where the next begins, or `at` when it is not whole yet. */
  private readFrame(bytes: Buffer, at: number): number {
    const left = bytes.length - at
    if (left < 2) return at
    const first = bytes[at] ?? 0
    const short = (bytes[at + 1] ?? 0) & 0x7f
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    if (left < head) return at
    const length =
      head === 2 ? short : head === 4 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
    if (left < head + length) return at
    const end = at + head + length
    this.handle(first, bytes.subarray(at + head, end))
    return end
  }

  private handle(first: number, payload: Buffer): void {
    const opcode = first & 0x0f
    const isFinal = (first & 0x80) !== 0
    if (opcode === 9) this.send(clientFrame(10, payload))
    else if (opcode === 8) this.onClose(`close ${payload.length >= 2 ? payload.readUInt16BE(0) : ''}`)
    else if (opcode > 8) return
    else if (opcode !== 0 && isFinal) {
      this.framesIn += 1
      this.onMessage(payload, opcode)
    } else {
      if (opcode !== 0) this.fragmentOpcode = opcode
      this.fragments.push(Buffer.from(payload))
      if (!isFinal) return
      this.framesIn += 1
      this.onMessage(Buffer.concat(this.fragments.splice(0)), this.fragmentOpcode)
    }
  }

  private keep(bytes: Buffer, from: number): void {
    const left = bytes.length - from
    if (left > 0) {
      if (this.rest.length < left) {
        const larger = Buffer.allocUnsafe(Math.max(left, 65_536))
        bytes.copy(larger, 0, from)
        this.rest = larger
      } else bytes.copy(this.rest, 0, from)
    } else if (this.rest.length > 1 << 20) this.rest = Buffer.alloc(0)
    this.restLength = left
  }
}
