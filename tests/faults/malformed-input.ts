import { randomUUID } from 'node:crypto'
import { integerBetween } from './seeded-random.ts'

type Random = () => number

const clientTypes = ['operation', 'undo', 'redo', 'cursor', 'presence', 'preview', 'auth', 'resync', 'ping']
const serverTypes = [
  'sync',
  'ack',
  'reject',
  'presence_join',
  'cursors',
  'checksum',
  'draining',
  'pong',
  'error',
]
const keys = [
  'id',
  'type',
  'kind',
  'changes',
  'shape',
  'set',
  'unset',
  'ids',
  'at',
  'operation',
  'clientId',
  'seq',
  'userId',
  'version',
  'role',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'position',
  'text',
  'name',
  'email',
  'password',
]
const strings = [
  '',
  '\u0000',
  '\ud800',
  '__proto__',
  'constructor',
  'null',
  '../../etc/passwd',
  "'; drop table canvases; --",
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '9'.repeat(400),
  'shape-0000000001',
]
/** As text, so that numbers JavaScript would not write survive. */
const numbers = ['0', '-1', '-0', '1e400', '-1e400', '0.1', '1e-320', '9007199254740993', '4294967296']

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[integerBetween(random, 0, items.length - 1)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

/** JSON text of a random value. */
function randomJson(random: Random, depth: number): string {
  const roll = random()
  if (depth > 0 && roll < 0.35) {
    const members = Array.from(
      { length: integerBetween(random, 0, 4) },
      () => `${JSON.stringify(pick(random, keys))}:${randomJson(random, depth - 1)}`,
    )
    return `{${members.join(',')}}`
  }
  if (depth > 0 && roll < 0.5) {
    const length = integerBetween(random, 0, 4)
    return `[${Array.from({ length }, () => randomJson(random, depth - 1)).join(',')}]`
  }
  if (roll < 0.65) return pick(random, numbers)
  if (roll < 0.75) return pick(random, ['true', 'false', 'null'])
  if (roll < 0.8) return JSON.stringify(randomUUID())
  return JSON.stringify(pick(random, strings))
}

function randomMembers(random: Random): string {
  const names = Array.from({ length: integerBetween(random, 0, 5) }, () => pick(random, keys))
  return names.map((name) => `,${JSON.stringify(name)}:${randomJson(random, 3)}`).join('')
}

/** An operation whose id can be read and whose contents cannot be right. */
function badOperation(random: Random): string {
  const kind = pick(random, ['create', 'update', 'delete', 'place', 'text', 'canvas', 'nonsense'])
  const change = `{"kind":"${kind}"${randomMembers(random)}}`
  return `{"type":"operation","operation":{"id":"${randomUUID()}","changes":[${change}]${randomMembers(random)}}}`
}

function nested(random: Random): string {
  const depth = integerBetween(random, 10, 3_000)
  return pick(random, ['[', '{"a":']).repeat(depth)
}

/** A frame that is JSON and makes no sense. */
export function malformedMessage(random: Random): string {
  const roll = random()
  if (roll < 0.05) return `{"type":"operation","operation":${'['.repeat(500)}${']'.repeat(500)}}`
  if (roll < 0.15) return randomJson(random, 4)
  if (roll < 0.3) return `{"type":"${pick(random, serverTypes)}"${randomMembers(random)}}`
  if (roll < 0.4) return `{"type":${randomJson(random, 1)}${randomMembers(random)}}`
  if (roll < 0.65) return `{"type":"${pick(random, clientTypes)}","x":"bad"${randomMembers(random)}}`
  if (roll < 0.75) return `[${badOperation(random)},${randomJson(random, 3)}]`
  return badOperation(random)
}

/** A frame that cannot be read at all. */
export function unreadableFrame(random: Random): string | Buffer {
  if (random() < 0.3) return nested(random)
  const bytes = Buffer.from(Array.from({ length: 20 }, () => integerBetween(random, 0, 255)))
  return random() < 0.5 ? bytes : `{"type":"operation","operation":{${bytes.toString('latin1')}`
}

/** A body no client of ours would send, with the content type it claims. */
export function malformedBody(random: Random): { readonly contentType: string; readonly text: string } {
  const roll = random()
  if (roll < 0.05) return { contentType: 'text/plain', text: 'hello' }
  if (roll < 0.08) return { contentType: 'multipart/form-data', text: '--x' }
  if (roll < 0.15) return { contentType: 'application/json', text: nested(random) }
  if (roll < 0.2) return { contentType: 'application/json', text: '{"id":' }
  if (roll < 0.25) return { contentType: 'application/json', text: '' }
  return { contentType: 'application/json', text: randomJson(random, 4) }
}
