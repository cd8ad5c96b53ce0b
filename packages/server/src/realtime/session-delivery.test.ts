import { type CanvasState, emptyState } from '@flowstate/engine'
import { defaultWireLimits, type ServerMessage } from '@flowstate/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CanvasLog } from '../log/canvas-log.ts'
import type { LogRow } from '../log/log-row.ts'
import { manualClock } from '../log/testing/log-harness.ts'
import { createDelivery, type Delivery } from './session-delivery.ts'
import type { SessionSocket } from './session-socket.ts'
import { createTickFrames } from './tick-frames.ts'

const megabyte = 1_048_576
const row = (version: number): LogRow => {
  const operation = { version, id: `op-${version}`, hash: `hash-${version}` }
  return { version, operation, wire: JSON.stringify(operation) } as never
}

/** One delivery over a log of `head` rows and a socket whose peer reads only when told. */
function scene() {
  const clock = manualClock()
  const frames: ServerMessage[][] = []
  let head = 5
  let told = 5
  let buffered = 0
  let fresh = true
  let closes = 0
  let reads = 0
  let bulkWritten: (() => void) | null = null
  let holdBulk = false
  const hear = (text: string) => {
    const frame = JSON.parse(text) as ServerMessage | ServerMessage[]
    frames.push(Array.isArray(frame) ? frame : [frame])
  }
  const socket: SessionSocket = {
    send: (frame) => hear(frame.text),
    sendBulk(frame, written) {
      hear(Buffer.concat(frame.chunks).toString())
      if (holdBulk) bulkWritten = written
      else written()
    },
    bufferedBytes: () => buffered,
    ping: () => {},
    pause: () => {},
    resume: () => {},
    close: () => {},
  }
  const log = {
    canvasId: 'canvas',
    get head() {
      return { version: head, epoch: 'epoch', hash: new Uint8Array(32), trashed: false, accessNo: 1 }
    },
    state: emptyState() as CanvasState,
    hashOf: async (version: number) => `hash-${version}`,
    readRows: async (since: number) => {
      reads++
      return Array.from({ length: Math.min(3, head - since) }, (_, index) => row(since + 1 + index))
    },
    refresh: async () => {},
  } as never as CanvasLog
  const delivery: Delivery = createDelivery({
    socket,
    clock,
    limits: defaultWireLimits,
    log,
    simple: false,
    broadcastVersion: () => told,
    isAccessFresh: () => fresh,
    ensureAccess: async () => {
      while (!fresh) await Promise.resolve()
      return true
    },
    refreshLog: async () => {},
    welcome: () => [],
    failed: () => {},
    tooSlow: () => {
      closes++
    },
    source: {
      canvasId: 'canvas' as never,
      log,
      encoding: 'plain',
      refreshLog: async () => {},
      lastSeq: async () => 0,
      you: () => ({ sessionId: 'me' }) as never,
      others: () => [],
      states: {
        estimateBytes: () => 1e9,
        get: async () => ({
          version: 4,
          wireBytes: 10,
          complete: (own) => ({
            binary: false,
            chunks: [Buffer.from('{"type":"sync","version":4,"reset":true'), Buffer.from(own)],
          }),
        }),
      },
    },
  })
  const tick = (rows: readonly LogRow[], control: readonly string[] = []) => {
    const from = told
    told = rows.at(-1)?.version ?? told
    head = Math.max(head, told)
    const parts = { rows, control, previews: ['{"type":"preview"}'], cursors: [] }
    delivery.tick({ from, to: told, rows, control, frameOf: createTickFrames(parts) })
  }
  return {
    clock,
    delivery,
    frames,
    tick,
    /** Versions sent, in order. */
    versions: () =>
      frames.flat().flatMap((message) => {
        if (message.type === 'operation') return [message.operation.version]
        return message.type === 'sync' ? (message.operations ?? []).map((entry) => entry.version) : []
      }),
    types: () => frames.flat().map((message) => message.type),
    settle: async () => {
      for (let i = 0; i < 50; i++) await Promise.resolve()
    },
    setBuffered: (bytes: number) => {
      buffered = bytes
    },
    setFresh: (value: boolean) => {
      fresh = value
    },
    holdBulk: () => {
      holdBulk = true
    },
    releaseBulk: () => {
      holdBulk = false
      bulkWritten?.()
    },
    /** The room told everybody up to here, and this session heard nothing of it. */
    tellOthers: (version: number) => {
      told = version
      head = version
    },
    appendUnheard: (version: number) => {
      head = version
    },
    closes: () => closes,
    reads: () => reads,
  }
}

let at: ReturnType<typeof scene>
const join = async (since: number) => {
  at.delivery.sync({ since, hash: null, epoch: null })
  await at.settle()
}
beforeEach(() => {
  at = scene()
})

describe('what a session is sent', () => {
  test('SY3 a prepared state that is older than the head is followed by the rows above it', async () => {
    await join(0)
    expect(at.frames.flat()).toMatchObject([
      { type: 'sync', version: 4, reset: true, more: true },
      { type: 'sync', version: 5, operations: [{ version: 5 }] },
    ])
    at.tick([row(6)])
    expect(at.versions()).toEqual([5, 6])
  })

  test('SY3 a long catch-up comes in pages that say that more follow', async () => {
    await join(1)
    expect(at.frames.flat()).toMatchObject([
      { version: 4, hash: 'hash-4', more: true },
      { version: 5, hash: 'hash-5' },
    ])
    expect(at.frames[1]?.[0]).not.toHaveProperty('more')
    expect(at.versions()).toEqual([2, 3, 4, 5])
  })

  test('SY1 rows that come while a sync is being written are sent after it, once each', async () => {
    at.holdBulk()
    await join(4)
    at.tick([row(6)], ['{"type":"presence_join"}'])
    at.tick([row(7), row(8)])
    expect(at.types()).toEqual(['sync'])
    at.releaseBulk()
    await at.settle()
    expect(at.versions()).toEqual([5, 6, 7, 8])
    expect(at.types()).toContain('presence_join')
    at.tick([row(9)])
    expect(at.versions()).toEqual([5, 6, 7, 8, 9])
  })

  test('SY2 a session that has part of a tick is sent the rest of it', async () => {
    at.appendUnheard(7)
    await join(5)
    expect(at.versions()).toEqual([6, 7])
    at.tick([row(6), row(7), row(8)])
    expect(at.versions()).toEqual([6, 7, 8])
  })

  test('SY2 a session that missed a tick reads the hole from the log before anything newer', async () => {
    await join(5)
    at.tellOthers(8)
    at.tick([row(9)])
    await at.settle()
    expect(at.versions()).toEqual([6, 7, 8, 9])
  })

  test('SY6 over 1 MiB operations pause and gestures are dropped; once drained the rows come from the log', async () => {
    await join(5)
    at.setBuffered(megabyte + 1)
    at.tick([row(6)], ['{"type":"presence_leave"}'])
    at.tick([row(7)])
    await at.settle()
    expect(at.versions()).toEqual([])
    expect(at.types()).toEqual(['sync', 'presence_leave'])
    at.setBuffered(0)
    at.delivery.drained()
    await at.settle()
    expect(at.versions()).toEqual([6, 7])
    at.tick([row(8)])
    expect(at.versions()).toEqual([6, 7, 8])
    expect(at.types()).toContain('preview')
    expect(at.closes()).toBe(0)
  })

  test('SY6 who does not drain for 10 s is too slow, who drains a little at a time is not', async () => {
    await join(5)
    at.setBuffered(megabyte + 1)
    at.tick([row(6)])
    await at.settle()
    at.clock.advance(9_000)
    at.delivery.supervise()
    expect(at.closes()).toBe(0)
    at.clock.advance(1_001)
    at.delivery.supervise()
    expect(at.closes()).toBe(1)
  })

  test('SY6 a sync may take its time as long as it moves', async () => {
    at.holdBulk()
    await join(4)
    for (let bytes = 9 * megabyte; bytes > megabyte; bytes -= megabyte) {
      at.setBuffered(bytes)
      at.clock.advance(20_000)
      at.delivery.supervise()
    }
    expect(at.closes()).toBe(0)
    at.clock.advance(30_001)
    at.delivery.supervise()
    expect(at.closes()).toBe(1)
  })

  test('AC3 nothing committed goes out while the role is older than the log; afterwards nothing is missing', async () => {
    await join(5)
    at.setFresh(false)
    at.tick([row(6)], ['{"type":"presence_join"}'])
    at.tick([row(7)])
    expect(at.types()).toEqual(['sync'])
    at.setFresh(true)
    await at.settle()
    expect(at.versions()).toEqual([6, 7])
    expect(at.types()).toContain('presence_join')
  })

  test('AC3 a catch-up stops between two pages when the role has to be read again', async () => {
    at.holdBulk()
    await join(1)
    at.setFresh(false)
    at.releaseBulk()
    await at.settle()
    const whileStale = at.versions()
    at.setFresh(true)
    await at.settle()
    expect(whileStale).toEqual([2, 3, 4])
    expect(at.versions()).toEqual([2, 3, 4, 5])
  })

  test('SY7 who is here is told in the order it happened, also to a session whose role was read again meanwhile', async () => {
    const presence = (typing: string | null) => `{"type":"presence","typing":${JSON.stringify(typing)}}`
    await join(5)
    at.setFresh(false)
    at.tick([row(6)], [presence(null)])
    at.setFresh(true)
    at.tick([], [presence('a shape')])
    await at.settle()
    const told = at.frames.flat().flatMap((message) => (message.type === 'presence' ? [message.typing] : []))
    expect(told).toEqual([null, 'a shape'])
    expect(at.versions()).toEqual([6])
  })

  test('CM6 an ack waits until its row was sent', async () => {
    await join(5)
    const ack = { type: 'ack', id: 'x' as never, version: 7, duplicate: true } as const
    at.delivery.reply({ message: ack, afterVersion: 7 })
    at.tick([row(6)])
    expect(at.types()).not.toContain('ack')
    at.tick([row(7)])
    expect(at.types().filter((type) => type !== 'preview')).toEqual(['sync', 'operation', 'operation', 'ack'])
  })
})
