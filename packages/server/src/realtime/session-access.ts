import type { Role } from '@flowstate/protocol'
import type { Author, GrantedRole } from '../access/author.ts'
import type { Clock } from '../clock.ts'

export interface SessionAccessDeps {
  readonly clock: Clock
  readRole(author: Author): Promise<GrantedRole>
  /** The newest access number anybody has named for this canvas. */
  accessNo(): number
  /** The role is another one now. */
  changed(role: Role): void
  /** There is no role any more, or no canvas. */
  lost(): void
  isTrashed(): boolean
}

/** Who a session speaks for and what they may do, as of an access number (CM5, AC3). */
export interface SessionAccess {
  author(): Author
  role(): Role
  /** Whether nobody has named a newer access number than the role was read at. */
  isFresh(): boolean
  /** Reads the role until it is fresh, through a store that does not answer; false when the session has ended. */
  ensure(): Promise<boolean>
  /** Forgets what was read: the next `ensure` asks again. */
  expire(): void
  /** The same person signed in again. */
  renew(author: Author): void
  end(): void
}

const retryDelayMs = 250
const staleReadDelayMs = 50
/** A hint may name a number the store has never had (a restored backup): then what the store says is taken. */
const staleReadsMax = 4

export function createSessionAccess(
  deps: SessionAccessDeps,
  admitted: { readonly author: Author; readonly role: Role; readonly accessNo: number },
): SessionAccess {
  let { author, role } = admitted
  let readAt = admitted.accessNo
  let expired = false
  let ended = false
  let reading: Promise<boolean> | null = null

  const isFresh = () => !expired && readAt >= deps.accessNo()
  const pause = (delayMs: number) =>
    new Promise<void>((resolve) => {
      deps.clock.after(delayMs, resolve)
    })
  const readOnce = async (needed: number, attempt: number): Promise<void> => {
    const asked = author
    let granted: GrantedRole
    try {
      granted = await deps.readRole(asked)
    } catch {
      await pause(retryDelayMs)
      return
    }
    if (ended || asked !== author) return
    if (granted.role === null || deps.isTrashed()) {
      deps.lost()
      return
    }
    if (granted.accessNo < needed && attempt < staleReadsMax) {
      await pause(staleReadDelayMs)
      return
    }
    expired = false
    readAt = Math.max(granted.accessNo, needed)
    if (granted.role === role) return
    role = granted.role
    deps.changed(role)
  }
  const readUntilFresh = async (): Promise<boolean> => {
    for (let attempt = 0; !ended && !isFresh(); attempt++) await readOnce(deps.accessNo(), attempt)
    return !ended
  }

  return {
    author: () => author,
    role: () => role,
    isFresh,
    ensure() {
      if (ended) return Promise.resolve(false)
      if (isFresh() && !deps.isTrashed()) return Promise.resolve(true)
      if (deps.isTrashed()) expired = true
      reading ??= readUntilFresh().finally(() => {
        reading = null
      })
      return reading
    },
    expire() {
      expired = true
    },
    renew(next) {
      author = next
      expired = true
    },
    end() {
      ended = true
    },
  }
}
