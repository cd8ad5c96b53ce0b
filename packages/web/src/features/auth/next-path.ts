/** Pages that only lead on: coming back to them would go round in circles. */
const passing = new Set(['/sign-in', '/register', '/forgot', '/reset'])

/** Only for resolving: what leads away from it leads away from us, whatever our real origin is. */
const base = 'http://here.invalid'

/**
 * Where to go after signing in, from the `next` of an address. Anybody can write such an address, so only a path of this very
 * app passes: no other host, however it is spelled, and no script. Null for anything else.
 */
export function safeNextPath(next: unknown): string | null {
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, base)) return null
  const { origin, pathname, search, hash } = new URL(next, base)
  // Read again by whoever follows it: two slashes at the start would then be a host.
  if (origin !== base || pathname.startsWith('//')) return null
  return passing.has(pathname) || pathname.startsWith('/api/') ? null : pathname + search + hash
}

/** `next` of an address as routes keep it: absent when it leads nowhere we go. */
export function nextSearch(search: Readonly<Record<string, unknown>>): { readonly next?: string } {
  const next = safeNextPath(search.next)
  return next === null ? {} : { next }
}
