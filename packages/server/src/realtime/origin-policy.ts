/** What an own upgrade handler has to check itself: browsers may open sockets across origins (trust.md, Sockets). */
export interface OriginPolicy {
  /** `origin` as the browser sent it; null when the client is none. */
  isOriginAllowed(origin: string | null, port: number): boolean
  /** The Host header: a name that is not ours is somebody's DNS pointed at us. */
  isHostAllowed(host: string | null): boolean
}

export interface OriginSettings {
  readonly publicUrl: string | null
  /** Exact origins, as `https://board.example:8443`. */
  readonly allowedOrigins: readonly string[]
  /** Names and addresses of this machine, without ports. */
  readonly ownNames: readonly string[]
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

export function createOriginPolicy(settings: OriginSettings): OriginPolicy {
  const named = [settings.publicUrl, ...settings.allowedOrigins].flatMap((text) => {
    const url = text === null ? null : parseUrl(text)
    return url === null ? [] : [url]
  })
  const exact = new Set(named.map((url) => url.origin))
  const own = new Set([...loopbackNames, ...settings.ownNames].map((name) => name.toLowerCase()))
  const hosts = new Set([...own, ...named.map((url) => url.hostname.toLowerCase())])

  return {
    isOriginAllowed(origin, port) {
      if (origin === null) return true
      const url = parseUrl(origin)
      if (url === null || url.origin !== origin) return false
      if (exact.has(origin)) return true
      const originPort = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
      const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
      return isWeb && originPort === port && own.has(url.hostname.toLowerCase())
    },
    isHostAllowed(host) {
      const url = host === null ? null : parseUrl(`http://${host}`)
      return (
        url !== null && url.pathname === '/' && url.username === '' && hosts.has(url.hostname.toLowerCase())
      )
    },
  }
}
