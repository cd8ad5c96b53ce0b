import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** OWASP's second choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const
const saltBytes = 16
const hashesAtOnceMax = 2
const waitingMax = 64

const derive = promisify(argon2)

/** Thrown when too many passwords are waiting to be hashed; a login flood must not eat the memory or slow the canvases. */
export class HashQueueFull extends Error {
  override readonly name = 'HashQueueFull'
}

export interface PasswordHasher {
  /** A PHC string. */
  hash(password: string): Promise<string>
  /** Takes the same time when there is nothing to compare with (null), and is then false. */
  verify(password: string, phc: string | null): Promise<boolean>
}

const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '')

const phcPattern =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{16,64})\$([A-Za-z0-9+/]{22,86})$/

/** Stands in for accounts that do not exist; nothing verifies against it. */
const nobody = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${b64(new Uint8Array(saltBytes))}$${b64(new Uint8Array(cost.tagLength))}`

/** At most two hashes run at once, a bounded number waits. */
export function createPasswordHasher(): PasswordHasher {
  let running = 0
  const waiting: (() => void)[] = []

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= hashesAtOnceMax) {
      if (waiting.length >= waitingMax) throw new HashQueueFull()
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running++
    }
    try {
      return await work()
    } finally {
      // The place is handed over, not given up: nobody can slip in between.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }

  return {
    async hash(password) {
      const nonce = randomBytes(saltBytes)
      const tag = await inTurn(() => derive('argon2id', { ...cost, message: password, nonce }))
      return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${b64(nonce)}$${b64(tag)}`
    },
    async verify(password, phc) {
      const match = phcPattern.exec(phc ?? nobody)
      if (!match) return false
      const [, memory, passes, parallelism, salt = '', expected = ''] = match
      const wanted = Buffer.from(expected, 'base64')
      const tag = await inTurn(() =>
        derive('argon2id', {
          message: password,
          nonce: Buffer.from(salt, 'base64'),
          memory: Number(memory),
          passes: Number(passes),
          parallelism: Number(parallelism),
          tagLength: wanted.length,
        }),
      )
      return phc !== null && timingSafeEqual(tag, wanted)
    },
  }
}
