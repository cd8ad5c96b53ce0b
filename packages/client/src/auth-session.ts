import type { UserId } from '@flowstate/engine'

/** What every call that signs somebody in answers. `refreshToken` is absent when it travels in a cookie. */
export interface SignedIn {
  readonly user: {
    readonly id: UserId
    readonly email: string | null
    readonly displayName: string
    readonly color: string
    readonly guest: boolean
    readonly createdAt: string
  }
  readonly accessToken: string
  readonly refreshToken?: string
  readonly expiresInSeconds: number
  readonly workspaceId?: string
}

export interface AuthSession {
  /** Null when nobody is signed in. */
  current(): SignedIn | null
  set(signedIn: SignedIn | null): void
  /** The same login, whose person has another name or colour now. */
  rename(user: SignedIn['user']): void
  /** A token good for at least `marginMs` more; refreshed once for all who ask at the same time. Null: sign in again. */
  accessToken(marginMs?: number): Promise<string | null>
  subscribe(listener: (signedIn: SignedIn | null) => void): () => void
}

/**
 * Holds the tokens of one login. The access token lives in memory only; it is renewed a little before it expires.
 * @param refresh asks the server for a new pair; resolves with null when the login has ended
 */
export function createAuthSession(options: {
  readonly now: () => number
  readonly refresh: (refreshToken: string | undefined) => Promise<SignedIn | null>
}): AuthSession {
  let current: SignedIn | null = null
  let expiresAtMs = 0
  let refreshing: Promise<string | null> | null = null
  const listeners = new Set<(signedIn: SignedIn | null) => void>()

  function put(signedIn: SignedIn | null): void {
    current = signedIn
    for (const listener of listeners) listener(signedIn)
  }

  function set(signedIn: SignedIn | null): void {
    expiresAtMs = signedIn ? options.now() + signedIn.expiresInSeconds * 1_000 : 0
    put(signedIn)
  }

  async function refresh(): Promise<string | null> {
    const renewed = await options.refresh(current?.refreshToken)
    set(renewed)
    return renewed?.accessToken ?? null
  }

  return {
    current: () => current,
    set,
    rename(user) {
      if (current) put({ ...current, user })
    },
    async accessToken(marginMs = 30_000) {
      if (current && expiresAtMs - options.now() > marginMs) return current.accessToken
      refreshing ??= refresh().finally(() => {
        refreshing = null
      })
      return refreshing
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
