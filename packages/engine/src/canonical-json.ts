type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

function keysAreSorted(keys: readonly string[]): boolean {
  for (let i = 1; i < keys.length; i++) {
    if ((keys[i - 1] as string) > (keys[i] as string)) return false
  }
  return true
}

/** Whether the native serialiser already writes this value, plain JSON data, in canonical order. */
export function isCanonical(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) {
    for (const item of value) if (!isCanonical(item)) return false
    return true
  }
  const members = value as { readonly [key: string]: unknown }
  const keys = Object.keys(members)
  if (!keysAreSorted(keys)) return false
  for (const key of keys) if (!isCanonical(members[key])) return false
  return true
}

function write(value: Json | undefined): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return Number.isFinite(value) ? `${value}` : 'null'
  if (typeof value !== 'object' || value === null)
    return value === true ? 'true' : value === false ? 'false' : 'null'
  if (Array.isArray(value)) {
    let text = '['
    for (let i = 0; i < value.length; i++) text += i === 0 ? write(value[i]) : `,${write(value[i])}`
    return `${text}]`
  }
  return writeMembers(value as { readonly [key: string]: Json | undefined })
}

function writeMembers(
  members: { readonly [key: string]: Json | undefined },
  omitted?: ReadonlySet<string>,
): string {
  const keys = Object.keys(members)
  if (!keysAreSorted(keys)) keys.sort()
  let text = ''
  for (const key of keys) {
    const member = members[key]
    if (member === undefined || omitted?.has(key) === true) continue
    text += text === '' ? `{${JSON.stringify(key)}:` : `,${JSON.stringify(key)}:`
    text += write(member)
  }
  return text === '' ? '{}' : `${text}}`
}

/**
 * The canonical text of a JSON value (RFC 8785): members sorted by UTF-16 code units, no white space, numbers as
 * ECMAScript writes them. Members that are undefined are left out, as `JSON.stringify` does.
 * @param value plain JSON data; anything JSON has no word for is written as null
 */
export function canonicalJson(value: unknown): string {
  const json = value as Json | undefined
  // Numeric-looking keys are enumerated by value, not by code unit; the check on the enumerated order covers them.
  if (json !== undefined && isCanonical(json)) return JSON.stringify(json) ?? 'null'
  return write(json)
}

/** The canonical text of an object without some of its members, and without a copy of it. */
export function canonicalJsonWithout(value: object, omitted: ReadonlySet<string>): string {
  return writeMembers(value as { readonly [key: string]: Json | undefined }, omitted)
}
