import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type OperationId, uuidv7 } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { findProgram } from '../support/find-program.ts'
import { startServer } from '../support/server-process.ts'
import { makeTemporaryDirectory } from '../support/temporary-directory.ts'
import { makeSharedCanvas, type SharedCanvas } from './public-api.ts'
import { waitUntil } from './wait-until.ts'

const operationCount = 50

/** Sends one operation at a time, each after the acknowledgement of the one before; answers their ids. */
async function writeOneByOne(
  url: string,
  { canvasId, owner }: SharedCanvas,
): Promise<readonly OperationId[]> {
  const query = new URLSearchParams({ token: owner.token, since: '0', protocol: '1' })
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/canvases/${canvasId}/ws?${query}`)
  const heard: string[] = []
  socket.on('message', (data) => heard.push(String(data)))
  await waitUntil('sync', () => heard.some((text) => text.includes('"type":"sync"')))
  const ids: OperationId[] = []
  for (let i = 0; i < operationCount; i++) {
    const id = uuidv7(Date.now(), randomBytes(16)) as OperationId
    const shape = { id: `strace-shape-${i}`, kind: 'note', position: [i, i], size: [100, 100] }
    socket.send(
      JSON.stringify({ type: 'operation', operation: { id, changes: [{ kind: 'create', shape }] } }),
    )
    await waitUntil('the acknowledgement', () => heard.some((text) => text.includes(id)))
    ids.push(id)
  }
  socket.terminate()
  return ids
}

/** Finished syncs of the write-ahead log, and writes that carry an operation to a client, in the order they happened. */
function readTrace(trace: string, ids: readonly OperationId[]): readonly ('sync' | OperationId)[] {
  const walSyncs = new Set<string>()
  return trace.split('\n').flatMap((line): ('sync' | OperationId)[] => {
    const [thread = ''] = line.split(' ', 1)
    if (/ f(data)?sync\(/.test(line) && line.includes('/pg_wal/')) {
      if (!line.includes('<unfinished')) return line.endsWith('= 0') ? ['sync'] : []
      walSyncs.add(thread)
      return []
    }
    if (/<\.\.\. f(data)?sync resumed>/.test(line) && walSyncs.delete(thread)) return ['sync']
    const id =
      / (write|writev|sendto|sendmsg)\(/.test(line) && line.includes('<socket:')
        ? ids.find((candidate) => line.includes(candidate))
        : undefined
    return id === undefined ? [] : [id]
  })
}

test('CM3 the write-ahead log is synced before each acknowledgement leaves', async () => {
  const traces = makeTemporaryDirectory('strace')
  const file = join(traces.path, 'trace')
  const strace = findProgram([process.env.FLOWSTATE_TEST_STRACE ?? 'strace'])
  const calls = 'trace=fsync,fdatasync,write,writev,sendto,sendmsg'
  const runUnder = [strace, '-D', '-f', '-y', '-s', '4096', '-e', calls, '-o', file]
  const server = await startServer({ runUnder, env: { LOG_LEVEL: 'warn' } })
  try {
    const ids = await writeOneByOne(server.url, await makeSharedCanvas(server.url))
    await server.stop()
    const events = readTrace(readFileSync(file, 'utf8'), ids)
    for (const [i, id] of ids.entries()) {
      const acknowledged = events.indexOf(id)
      const before = i === 0 ? 0 : events.indexOf(ids[i - 1] ?? id) + 1
      expect(acknowledged, `the trace shows operation ${i + 1} leaving`).toBeGreaterThan(-1)
      expect(events.slice(before, acknowledged), `before acknowledgement ${i + 1}`).toContain('sync')
    }
  } finally {
    await server.stop()
    traces.remove()
  }
})
