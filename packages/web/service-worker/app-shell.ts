/** Everything the app needs to start, as the build left it: names of files below the root, and what tells builds apart. */
export interface AppShell {
  readonly build: string
  readonly files: readonly string[]
}

const cachePrefix = 'flowstate-shell-'
/** So long a page waits for the server before it starts from what is kept. */
const navigationMsMax = 4_000
/** Answers of something between here and a server that is away. */
const awayStatuses: ReadonlySet<number> = new Set([502, 503, 504])

/**
 * Keeps the files of one build, so that the app starts without the server. The files of the build before are kept too: a
 * page that is open still needs its parts.
 */
export interface ShellCache {
  install(): Promise<void>
  /** Drops all builds but this one and the one before. */
  tidy(): Promise<void>
  /** The answer to a request; undefined for what is the network's alone. */
  answer(request: Request): Promise<Response> | undefined
}

export function createShellCache(shell: AppShell, origin: string): ShellCache {
  const name = cachePrefix + shell.build
  const paths = new Set(shell.files.map((file) => `/${file}`))

  /** Files with a hash in their name never change: once seen they are kept, like the faces of rarer scripts. */
  async function fromCache(request: Request): Promise<Response> {
    const kept = await caches.match(request, { ignoreVary: true })
    if (kept !== undefined) return kept
    const answer = await fetch(request)
    if (answer.status === 200) await (await caches.open(name)).put(request, answer.clone())
    return answer
  }

  async function startPage(): Promise<Response | undefined> {
    const kept = await caches.open(name)
    return kept.match('/index.html', { ignoreVary: true })
  }

  /** The server's page while it answers, so that a new build is never hidden by an old one. */
  async function page(request: Request): Promise<Response> {
    const asked = fetch(request)
    const answer = await Promise.race([asked.catch(() => undefined), later(navigationMsMax)])
    if (answer !== undefined && !awayStatuses.has(answer.status)) return answer
    return (await startPage()) ?? asked
  }

  return {
    async install() {
      const kept = await caches.open(name)
      // past the browser's own cache: these must be the files of this very build
      await kept.addAll(shell.files.map((file) => new Request(`/${file}`, { cache: 'no-cache' })))
    },
    async tidy() {
      const all = (await caches.keys()).filter((key) => key.startsWith(cachePrefix))
      const others = all.filter((key) => key !== name)
      await Promise.all(others.slice(0, -1).map((key) => caches.delete(key)))
    },
    answer(request) {
      const { origin: from, pathname } = new URL(request.url)
      if (request.method !== 'GET' || from !== origin) return undefined
      if (request.mode === 'navigate') return isPagePath(pathname) ? page(request) : undefined
      return paths.has(pathname) || pathname.startsWith('/assets/') ? fromCache(request) : undefined
    },
  }
}

function later(delayMs: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), delayMs))
}

/** Whether an address is the app's to show: the same rule the server has. */
export function isPagePath(path: string): boolean {
  return !/^\/(api|docs|metrics)(\/|$)/.test(path) && !/\.[a-z0-9]+$/i.test(path)
}
